import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { picture } from '../../testing/pictures.ts';
import { Client, textOf } from '../support/client.ts';
import { boat, type Files, formWith } from '../support/photos.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

afterAll(async () => {
  await market().expectValidLedger();
  expect(market().server.output()).not.toContain('market:');
});

describe('many members who send photos at once', () => {
  it('all get an answer, while pages are still served', {
    timeout: 120_000,
  }, async () => {
    const members = await market().addBuyers(12);
    const reader = await market().addBuyer();
    const files: Files = Array(4).fill(['x.jpg', await picture('jpeg', 2_000, 1_500)]);
    let done = false;
    const waits: number[] = [];
    const looking = (async () => {
      while (!done) {
        const started = performance.now();
        expect((await reader.client.get('/market')).status).toBe(200);
        waits.push(performance.now() - started);
      }
    })();
    const answers = await Promise.all(
      members.map(({ client }) => client.post('/items/new', formWith(boat(), files))),
    );
    done = true;
    await looking;
    for (const answer of answers) {
      if (answer.status === 302) continue;
      expect(answer.status).toBe(200);
      expect(textOf(await answer.text())).toContain('Many photos are being prepared');
    }
    expect(answers.filter(({ status }) => status === 302).length).toBeGreaterThan(5);
    expect(Math.max(...waits)).toBeLessThan(3_000);
  });

  it('use a limited amount of memory, and the others are asked to try again', {
    timeout: 120_000,
  }, async () => {
    const members = await market().addBuyers(8);
    const status = () => readFileSync(`/proc/${market().server.pid}/status`, 'utf8');
    const files: Files = Array(4).fill(['x.jpg', Buffer.alloc(9_900_000, 1)]);
    const answers = await Promise.all(
      members.map(({ client }) => client.post('/items/new', formWith(boat(), files))),
    );
    for (const answer of answers) {
      expect([200, 503]).toContain(answer.status);
      expect(textOf(await answer.text())).toMatch(
        /is not a photo that|Many photos are on their way/,
      );
    }
    // The highest memory use of the server, in kB.
    expect(Number(/VmHWM:\s*(\d+)/.exec(status())?.[1])).toBeLessThan(900_000);
    const one = await new Client(market().url).get('/');
    expect(one.status).toBe(200);
    const again = await members[0]?.client.post('/items/new', formWith(boat(), []));
    expect(again?.status).toBe(302);
  });
});

it('a form with 700,000 parts is refused within 5 seconds', async () => {
  const member = await market().addBuyer();
  const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n';
  const type = { 'content-type': 'multipart/form-data; boundary=x' };
  const started = performance.now();
  const answer = await member.client.sendRaw('/items/new', `${part.repeat(700_000)}--x--`, type);
  expect(answer.status).toBe(413);
  expect(performance.now() - started).toBeLessThan(5_000);
});
