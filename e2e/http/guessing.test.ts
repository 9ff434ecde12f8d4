import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { FAILURE_LIMITS } from '../../lib/people/login/throttle.ts';
import { PATIENT, scaled } from '../../testing/scale.ts';
import { type Client, PASSWORD, uniqueName } from '../support/client.ts';
import { type Market, marketOfThisFile } from './market.ts';

const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });
const behindOneAddress = marketOfThisFile();

const GUESSES = scaled(60, 10_000);
const AT_ONCE = 16;

type Headers = Record<string, string>;

/** Sends wrong passwords for one account, many at once. @returns how many of them were compared */
async function guess(
  on: Market,
  usernames: string | string[],
  count: number,
  headersOf: (at: number) => Headers,
) {
  const spellings = [usernames].flat();
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

/** Adds a member who has logged in once with the client, so that the client is a known device. */
async function addMemberWithDevice(on: Market): Promise<{ username: string; client: Client }> {
  const { username } = await on.addBuyer();
  const client = on.visitor();
  expect(await logsIn(client, username, from(randomAddress()))).toBe(true);
  return { username, client };
}

async function logsIn(client: Client, username: string, headers: Headers = {}): Promise<boolean> {
  const answer = await client.post('/login', { username, password: PASSWORD }, headers);
  return answer.headers.get('location') === '/market';
}

const from = (address: string): Headers => ({ 'x-forwarded-for': address });
const randomAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;

describe(`${GUESSES} guesses at one account`, () => {
  afterAll(() => market().expectValidLedger());

  it(
    'from one address are compared 10 times, and the owner can log in from another',
    PATIENT,
    async () => {
      const { username } = await addMemberWithDevice(market());
      // All these headers are forged, except the last address, which the proxy has added.
      const tried = await guess(market(), username, GUESSES, () => ({
        'x-forwarded-for': `${randomAddress()}, 203.0.113.1`,
        'x-real-ip': randomAddress(),
        forwarded: `for=${randomAddress()}`,
        'x-client-ip': randomAddress(),
        'cf-connecting-ip': randomAddress(),
        'true-client-ip': randomAddress(),
      }));
      expect(tried).toBe(FAILURE_LIMITS.accountFromAddress);
      expect(await logsIn(market().visitor(), username, from('203.0.113.2'))).toBe(true);
      expect(await logsIn(market().visitor(), username, from('203.0.113.1'))).toBe(false);
    },
  );

  it(
    'from many addresses are compared 20 times, and the owner can log in on a known device',
    PATIENT,
    async () => {
      const { username, client } = await addMemberWithDevice(market());
      await client.post('/logout', {});
      const tried = await guess(market(), username, GUESSES, () => from(randomAddress()));
      expect(tried).toBe(FAILURE_LIMITS.account);
      expect(await logsIn(market().visitor(), username, from('203.0.113.3'))).toBe(false);
      expect(await logsIn(client, username, from('203.0.113.3'))).toBe(true);
    },
  );

  it('with pauses have the same limit in 15 minutes', PATIENT, async () => {
    const { username } = await addMemberWithDevice(market());
    const end = Date.now() + scaled(2_000, 60_000);
    let tried = 0;
    while (Date.now() < end) {
      tried += await guess(market(), username, 20, () => from(randomAddress()));
      await new Promise((resume) => setTimeout(resume, 500));
    }
    expect(tried).toBe(FAILURE_LIMITS.account);
  });
});

describe('a class behind one address', () => {
  it('can’t lock out a member on their known device', PATIENT, async () => {
    const { username, client } = await addMemberWithDevice(behindOneAddress());
    await client.post('/logout', {});
    await guess(behindOneAddress(), username, 2 * FAILURE_LIMITS.accountFromAddress, () => ({}));
    expect(await logsIn(behindOneAddress().visitor(), username)).toBe(false);
    expect(await logsIn(client, username)).toBe(true);
  });

  it('can log in while one of them guesses the password of one account', PATIENT, async () => {
    const { username } = await addMemberWithDevice(behindOneAddress());
    const { username: classmate } = await addMemberWithDevice(behindOneAddress());
    await guess(behindOneAddress(), username, FAILURE_LIMITS.address + 1, () => ({}));
    expect(await logsIn(behindOneAddress().visitor(), classmate)).toBe(true);
  });
});

describe('a known device', () => {
  it('has a cookie that scripts can’t read, and that stays after a logout', async () => {
    const { client } = await addMemberWithDevice(market());
    const device = client.cookie('market-device');
    expect(device).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
    await client.post('/logout', {});
    expect(client.cookie('market-device')).toBe(device);
    expect((await client.get('/market')).status).toBe(307);
  });

  it('opens no session, and has its own limit of wrong passwords', PATIENT, async () => {
    const { username, client } = await addMemberWithDevice(market());
    const thief = market().visitor();
    thief.setCookie('market-device', client.cookie('market-device') ?? '');
    expect((await thief.get('/market')).status).toBe(307);
    let tried = 0;
    for (let time = 0; time < 2 * FAILURE_LIMITS.knownDevice; time += 1) {
      const form = { username, password: `guess number ${time}` };
      const answer = await thief.post('/login', form, from(randomAddress()));
      if (answer.status === 200) tried += 1;
    }
    expect(tried).toBe(FAILURE_LIMITS.knownDevice);
    // The owner can still log in from another device.
    expect(await logsIn(market().visitor(), username, from(randomAddress()))).toBe(true);
  });

  it('over HTTPS has a cookie for this host and HTTPS only', async () => {
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
    const line =
      answer.headers.getSetCookie().find((line) => line.includes('market-device=')) ?? '';
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
