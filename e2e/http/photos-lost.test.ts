import { request } from 'node:http';
import { expect, it } from 'vitest';
import { picture } from '../../testing/pictures.ts';
import { boat, formWith } from '../support/photos.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

it('others who send photos do not wait for one whose connection was lost', {
  timeout: 120_000,
}, async () => {
  const [lost, other] = await market().addBuyers(2);
  const cookie = `market-session=${lost?.client.cookie('market-session')}`;
  const type = 'multipart/form-data; boundary=x';
  const headers = { cookie, 'content-type': type, 'content-length': 41_000_000 };
  const sending = request(new URL('/items/new', market().url), { method: 'POST', headers });
  const ended = new Promise<number>((done, fail) => {
    sending.on('response', ({ statusCode = 0 }) => done(statusCode));
    sending.on('error', fail);
  });
  sending.write('--x\r\ncontent-disposition: form-data; name="name"\r\n\r\nBo');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const padded = Buffer.concat([await picture(), Buffer.alloc(9_000_000, 1)]);
  const form = formWith(boat(), [['x.jpg', padded]]);
  expect((await other?.client.post('/items/new', form))?.status).toBe(302);
  expect(await ended).toBe(400);
  sending.destroy();
});
