import { expect, it } from 'vitest';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** The versions that a stream tells, with when. */
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

it('open pages are told of a sale within two seconds, and of what they missed at once', async () => {
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

  // Somebody whose page slept meanwhile.
  const woken = versionsOf(await listen());
  expect((await woken.next()).value).toBe(after);
  await woken.return(undefined);
});

it('a server that is to stop does not wait for open pages', async () => {
  const versions = versionsOf(await fetch(`${market().server.url}/api/events`));
  await versions.next();
  const started = performance.now();
  await market().server.stop({ keepDatabase: true });
  expect(performance.now() - started).toBeLessThan(5_000);
  await market().server.restart();
});
