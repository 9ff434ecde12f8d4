import { availableParallelism } from 'node:os';
import { hashSync } from 'bcryptjs';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { textOf, uniqueName } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

/**
 * How many logins the bcrypt pool accepts: a job and a queue of 40 for each of up to four threads.
 */
const POOL_CAPACITY = Math.min(4, availableParallelism()) * 41;
const EXCESS = 25;
/** A hash with half the cost of a real password hash, which is slow enough to fill the queue. */
const HASH = hashSync('correct horse battery', 11);
/** The threads that hash passwords have a low priority, so a busy machine needs more time. */
const PATIENT = { timeout: 180_000 };

it('answers at once with 503 when the queue of logins is full', PATIENT, async () => {
  const members = await market().addBuyers(POOL_CAPACITY + EXCESS);
  await market().withDatabase(({ write }) =>
    write([sql`update users set password_hash = ${HASH}`]),
  );
  await market().visitor().get('/login');
  const started = performance.now();
  const answers = await Promise.all(
    members.map(async ({ username }, index) => {
      // At most 40 logins come from one address, so that no other limit applies.
      const address = { 'x-forwarded-for': `203.0.113.${Math.floor(index / 40)}` };
      const form = { username, password: 'wrong password' };
      const answer = await market().visitor().post('/login', form, address);
      return { answer, after: Math.round(performance.now() - started), text: await answer.text() };
    }),
  );
  const took = Math.round(performance.now() - started);

  const refused = answers.filter(({ answer }) => answer.status === 503);
  const tried = answers.filter(({ answer }) => answer.status === 200);
  const slowest = Math.max(...refused.map(({ after }) => after));
  console.log(`${refused.length} sent away within ${slowest} ms; the rest tried after ${took} ms`);
  expect(refused.length + tried.length).toBe(answers.length);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThanOrEqual(EXCESS);
  expect(slowest).toBeLessThan(took / 2);
  for (const { answer, text } of refused) {
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(textOf(text)).toContain('Wait a few seconds, then try again.');
  }
  for (const { text } of tried) expect(textOf(text)).toContain('Login failed.');
});

it('accepts logins again afterwards', async () => {
  const answer = await market()
    .visitor()
    .post('/login', { username: uniqueName('nobody'), password: 'wrong password' });
  expect(answer.status).toBe(200);
});
