import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../lib/people/login/throttle.ts';
import { PATIENT, scaled } from '../../testing/scale.ts';
import { type Client, PASSWORD, uniqueName } from '../support/client.ts';
import { type Market, marketOfThisFile } from './market.ts';

const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });
const behindOneAddress = marketOfThisFile();

const GUESSES = scaled(60, 10_000);
const AT_ONCE = 16;

type Headers = Record<string, string>;

/** Guesses at one account, many at once. @returns how many of them were tried */
async function guess(
  on: Market,
  spelt: string | string[],
  count: number,
  headersOf: (at: number) => Headers,
) {
  const spellings = [spelt].flat();
  let tried = 0;
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        const at = next;
        next += 1;
        const username = spellings[at % spellings.length] ?? '';
        const form = { username, password: `guess number ${at}` };
        const answer = await on.visitor().post('/login', form, headersOf(at));
        await answer.arrayBuffer();
        expect([200, 429]).toContain(answer.status);
        if (answer.status === 200) tried += 1;
      }
    }),
  );
  return tried;
}

/** Somebody who has an account, and has logged in to it once, on the client. */
async function somebody(on: Market): Promise<{ username: string; client: Client }> {
  const { username } = await on.addBuyer();
  const client = on.visitor();
  expect(await logsIn(client, username, from(anywhere()))).toBe(true);
  return { username, client };
}

async function logsIn(client: Client, username: string, headers: Headers = {}): Promise<boolean> {
  const answer = await client.post('/login', { username, password: PASSWORD }, headers);
  return answer.headers.get('location') === '/market';
}

const from = (address: string): Headers => ({ 'x-forwarded-for': address });
const anywhere = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

describe(`${GUESSES} guesses at one account`, () => {
  afterAll(() => market().expectSound());

  it('from one address are tried 10 times; the owner gets in from elsewhere', PATIENT, async () => {
    const { username } = await somebody(market());
    // Whatever else it says, the proxy has added the address that it was called from.
    const tried = await guess(market(), username, GUESSES, () => ({
      'x-forwarded-for': `${anywhere()}, 203.0.113.1`,
      'x-real-ip': anywhere(),
      forwarded: `for=${anywhere()}`,
      'x-client-ip': anywhere(),
      'cf-connecting-ip': anywhere(),
      'true-client-ip': anywhere(),
    }));
    expect(tried).toBe(LIMITS.accountFromAddress);
    expect(await logsIn(market().visitor(), username, from('203.0.113.2'))).toBe(true);
    expect(await logsIn(market().visitor(), username, from('203.0.113.1'))).toBe(false);
  });

  it(
    'from everywhere are tried 20 times; the owner gets in where they have been',
    PATIENT,
    async () => {
      const { username, client } = await somebody(market());
      await client.post('/logout', {});
      const tried = await guess(market(), username, GUESSES, () => from(anywhere()));
      expect(tried).toBe(LIMITS.account);
      expect(await logsIn(market().visitor(), username, from('203.0.113.3'))).toBe(false);
      expect(await logsIn(client, username, from('203.0.113.3'))).toBe(true);
    },
  );

  it('and waiting gain no more than that in 15 minutes', PATIENT, async () => {
    const { username } = await somebody(market());
    const end = Date.now() + scaled(2_000, 60_000);
    let tried = 0;
    while (Date.now() < end) {
      tried += await guess(market(), username, 20, () => from(anywhere()));
      await new Promise((resume) => setTimeout(resume, 500));
    }
    expect(tried).toBe(LIMITS.account);
  });
});

describe('a class behind one address', () => {
  it('can’t lock a classmate out where they have been', PATIENT, async () => {
    const { username, client } = await somebody(behindOneAddress());
    await client.post('/logout', {});
    await guess(behindOneAddress(), username, 2 * LIMITS.accountFromAddress, () => ({}));
    expect(await logsIn(behindOneAddress().visitor(), username)).toBe(false);
    expect(await logsIn(client, username)).toBe(true);
  });

  it(
    'can let one of them guess at one account without being shut out itself',
    PATIENT,
    async () => {
      const { username } = await somebody(behindOneAddress());
      const { username: classmate } = await somebody(behindOneAddress());
      await guess(behindOneAddress(), username, LIMITS.address + 1, () => ({}));
      expect(await logsIn(behindOneAddress().visitor(), classmate)).toBe(true);
    },
  );
});

describe('a device that is known', () => {
  it('is a cookie that scripts can’t read, and that stays when the member logs out', async () => {
    const { client } = await somebody(market());
    const device = client.cookie('market-device');
    expect(device).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
    await client.post('/logout', {});
    expect(client.cookie('market-device')).toBe(device);
    expect((await client.get('/market')).status).toBe(307);
  });

  it('lets nobody in, and its own guesses have a limit', PATIENT, async () => {
    const { username, client } = await somebody(market());
    const thief = market().visitor();
    thief.setCookie('market-device', client.cookie('market-device') ?? '');
    expect((await thief.get('/market')).status).toBe(307);
    let tried = 0;
    for (let time = 0; time < 2 * LIMITS.knownDevice; time += 1) {
      const form = { username, password: `guess number ${time}` };
      const answer = await thief.post('/login', form, from(anywhere()));
      if (answer.status === 200) tried += 1;
    }
    expect(tried).toBe(LIMITS.knownDevice);
    // Its owner goes on elsewhere, without it.
    expect(await logsIn(market().visitor(), username, from(anywhere()))).toBe(true);
  });

  it('over HTTPS is for this host and HTTPS alone', async () => {
    const https = { 'x-forwarded-proto': 'https', ...from('203.0.113.7') };
    const client = market().visitor();
    const username = uniqueName('owner');
    const answer = await client.post(
      '/register',
      {
        username,
        email: `${username}@example.org`,
        password: PASSWORD,
        confirm_password: PASSWORD,
      },
      https,
    );
    const line = answer.headers.getSetCookie().find((one) => one.includes('market-device=')) ?? '';
    expect(line).toMatch(/^__Host-market-device=[\w.-]{45};/);
    for (const attribute of [
      /; Secure/i,
      /; HttpOnly/i,
      /; SameSite=Lax/i,
      /; Path=\/(;|$)/i,
      /Max-Age=31536000/i,
    ]) {
      expect(line).toMatch(attribute);
    }
    expect(line).not.toMatch(/Domain/i);
  });
});
