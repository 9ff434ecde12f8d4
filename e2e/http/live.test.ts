import { expect, it } from 'vitest';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** Gives the versions of the shelf that a stream sends. */
async function* versionsOf(stream: Response): AsyncGenerator<number> {
  let text = '';
  for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    for (const [whole, version] of text.matchAll(/^data: (\d+)\n\n/gm)) {
      text = text.slice(text.indexOf(whole) + whole.length);
      yield Number(version);
    }
  }
}

it('a stream sends a sale within two seconds, and a new stream sends the current version', async () => {
  const [item = 0] = await market().addItems(1, 5);
  const { client } = await market().addBuyer();
  const listen = () => fetch(`${market().server.url}/api/events`);
  const stream = await listen();
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  const versions = versionsOf(stream);
  const { value: before } = await versions.next();
  const started = performance.now();
  await client.post('/market', { purchase_item: String(item) });
  const { value: after } = await versions.next();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(after).toBeGreaterThan(before as number);
  await versions.return(undefined);

  // A page that was hidden during the sale opens a new stream.
  const reopened = versionsOf(await listen());
  expect((await reopened.next()).value).toBe(after);
  await reopened.return(undefined);
});

it('a server that stops does not wait for open streams', async () => {
  const versions = versionsOf(await fetch(`${market().server.url}/api/events`));
  await versions.next();
  const started = performance.now();
  await market().server.stop({ keepDatabase: true });
  expect(performance.now() - started).toBeLessThan(5_000);
  await market().server.restart();
});
