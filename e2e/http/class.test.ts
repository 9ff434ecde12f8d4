import { describe, expect, it } from 'vitest';
import { FAILURE_LIMITS } from '../../lib/people/login/throttle.ts';
import { newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { type Market, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** Sends wrong passwords for one account: `allowed` at once, and then `more` one by one. */
async function guess(
  market: Market,
  username: string,
  { allowed, more }: { allowed: number; more: number },
  headers: (guess: number) => Record<string, string> = () => ({}),
) {
  const send = (_: unknown, time: number) =>
    market.visitor().post('/login', { username, password: `guess number ${time}` }, headers(time));
  const answers = await Promise.all(Array.from({ length: allowed }, send));
  for (let time = allowed; time < allowed + more; time += 1) answers.push(await send(null, time));
  return answers;
}

const statuses = (answers: Response[]) => answers.map(({ status }) => status);

/** The threads that hash passwords have a low priority, so a busy machine needs more time. */
const PATIENT = { timeout: 180_000 };

describe('a class of 35 behind one address', () => {
  it('can register and log in at the same time, without a limit or an error', PATIENT, async () => {
    const names = Array.from({ length: 35 }, () => uniqueName('pupil'));
    const started = performance.now();
    await Promise.all(names.map((name) => newMember(market().url, name)));
    const registered = performance.now();
    const answers = await Promise.all(
      names.map((username) => market().visitor().post('/login', { username, password: PASSWORD })),
    );
    const done = performance.now();
    console.log(
      `35 registered in ${((registered - started) / 1_000).toFixed(1)} s, logged in in ${((done - registered) / 1_000).toFixed(1)} s`,
    );
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual(
      Array(35).fill('/market'),
    );
    await market().expectValidLedger();
  });
});

const allowed = FAILURE_LIMITS.accountFromAddress;

describe('wrong passwords', () => {
  it('lead to a page that says how long to wait, after a number of attempts', async () => {
    const { username } = await market().addBuyer();
    const answers = await guess(market(), username, { allowed, more: 1 });
    expect(statuses(answers)).toEqual([...Array(allowed).fill(200), 429]);
    const refused = answers.at(-1);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    const text = textOf((await refused?.text()) ?? '');
    expect(text).toContain('Too many wrong attempts');
    expect(text).toMatch(/Try again in 1[45] minutes/);
    const right = await market().visitor().post('/login', { username, password: PASSWORD });
    expect(right.status).toBe(429);
  });

  it('are counted for the client’s own address, and not for forged addresses', async () => {
    const forged = (time: number) => ({
      'x-forwarded-for': `198.51.100.${time}`,
      'x-real-ip': `198.51.100.${time}`,
      forwarded: `for=198.51.100.${time}`,
    });
    const { username } = await market().addBuyer();
    const answers = await guess(market(), username, { allowed, more: 2 }, forged);
    expect(statuses(answers)).toEqual([...Array(allowed).fill(200), 429, 429]);
  });

  it('have the same limit when they are sent at once', async () => {
    const { username } = await market().addBuyer();
    const answers = await Promise.all(
      Array.from({ length: 3 * allowed }, (_, time) =>
        market()
          .visitor()
          .post('/login', { username, password: `guess number ${time}` }),
      ),
    );
    expect(statuses(answers).filter((status) => status === 200)).toHaveLength(allowed);
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(2 * allowed);
  });
});

describe('wrong passwords behind a proxy', () => {
  const behindProxy = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

  it('block their sender, and not the owner of the account', async () => {
    const { username } = await behindProxy().addBuyer();
    const guesser = () => ({ 'x-forwarded-for': '203.0.113.66' });
    const answers = await guess(behindProxy(), username, { allowed, more: 1 }, guesser);
    expect(answers.at(-1)?.status).toBe(429);
    const owner = { 'x-forwarded-for': '203.0.113.7' };
    const answer = await behindProxy()
      .visitor()
      .post('/login', { username, password: PASSWORD }, owner);
    expect(answer.headers.get('location')).toBe('/market');
  });

  it('are counted for the address from the proxy, and not for addresses from the client', async () => {
    const forged = (time: number) => ({ 'x-forwarded-for': `198.51.100.${time}, 203.0.113.99` });
    const { username } = await behindProxy().addBuyer();
    const answers = await guess(behindProxy(), username, { allowed, more: 1 }, forged);
    expect(answers.at(-1)?.status).toBe(429);
  });

  it('for one account have a limit for all addresses together', async () => {
    const everywhere = (time: number) => ({ 'x-forwarded-for': `192.0.2.${time}` });
    const { username } = await behindProxy().addBuyer();
    const wanted = { allowed: FAILURE_LIMITS.account, more: 1 };
    const answers = await guess(behindProxy(), username, wanted, everywhere);
    expect(statuses(answers)).toEqual([...Array(FAILURE_LIMITS.account).fill(200), 429]);
  });
});
