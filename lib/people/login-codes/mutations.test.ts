import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { loginCodes, users } from '@/db/schema';
import { databasePerTest } from '@/db/testing/database';
import { addMember } from '@/db/testing/rows';
import { changePassword, closeAccount } from '../accounts/mutations.ts';
import { FAILURE_LIMITS } from '../login/throttle.ts';
import { passwordMatches } from '../passwords/bcrypt.ts';
import { hashLoginCode } from './code.ts';
import { makeLoginCode, redeemLoginCode } from './mutations.ts';
import { normalizeLoginCode } from './validation.ts';

const db = databasePerTest();
const [ann, ben] = [1, 2];
const DAY = 24 * 3_600_000;
const WAS = `$2b$10$${'x'.repeat(53)}`;
const HERE = '203.0.113.1';

const code = (code: string) => expect.objectContaining({ code });
const WRONG = code('WRONG_LOGIN_CODE');

const codeOf = async (username: string) => normalizeLoginCode((await makeLoginCode(username)).code);
const redeem = (code: string, password = 'a new password', address = HERE) =>
  redeemLoginCode({ code, password }, address);
const hashOf = async (id: number) =>
  (await db().orm.select().from(users).where(sql`id = ${id}`))[0]?.passwordHash ?? null;
const sessionsOf = async (id: number) =>
  (await db().orm.all(sql`select 1 from sessions where user_id = ${id}`)).length;
const failures = async () =>
  (await db().orm.get<{ total: number }>(sql`select total(failures) total from login_failures`))
    .total;

beforeEach(async () => {
  for (const member of [ann, ben]) await addMember(db(), member);
  await db().write([
    sql`update users set password_hash = ${WAS}`,
    ...[ann, ann, ann, ben].map(
      (id, index) => sql`insert into sessions (token_hash, user_id, expires_at)
        values (${`session ${index}`}, ${id}, ${Date.now() + DAY})`,
    ),
  ]);
});

describe('making a login code', () => {
  it.each(['member1', ' MEMBER1 ', 'ｍember1'])(
    'finds the member by %s, as the login does',
    async (name) => {
      const made = await makeLoginCode(name);
      expect(made.username).toBe('member1');
      expect(made.code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
      expect(Math.abs(made.expiresAt.getTime() - Date.now() - DAY)).toBeLessThan(60_000);
      expect(await redeem(normalizeLoginCode(made.code))).toMatchObject({ userId: ann });
    },
  );

  it('stores only the SHA-256, the member and the times', async () => {
    const made = await codeOf('member1');
    const [row, ...others] = await db().orm.select().from(loginCodes);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ userId: ann, codeHash: hashLoginCode(made) });
    expect((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBe(DAY);
    expect(JSON.stringify(row)).not.toContain(made);
  });

  it('replaces the old code of only this member', async () => {
    const [first, other] = [await codeOf('member1'), await codeOf('member2')];
    await db().write([sql`update login_codes set created_at = 1 where user_id = ${ann}`]);
    const second = await codeOf('member1');
    const rows = await db().orm.select().from(loginCodes);
    expect(rows).toHaveLength(2);
    for (const { createdAt } of rows) expect(Date.now() - createdAt.getTime()).toBeLessThan(60_000);
    await expect(redeem(first)).rejects.toEqual(WRONG);
    expect(await redeem(second)).toMatchObject({ userId: ann });
    expect(await redeem(other)).toMatchObject({ userId: ben });
  });

  it('refuses an unknown name and the name of a closed account', async () => {
    await closeAccount(ann);
    for (const name of ['member1', 'Closed account', `closed  ${ann}`, 'nobody', '', '%']) {
      await expect(makeLoginCode(name)).rejects.toEqual(code('MEMBER_NOT_FOUND'));
    }
    await db().write([sql`update users set closed_at = 1 where id = ${ben}`]);
    await expect(makeLoginCode('member2')).rejects.toEqual(code('MEMBER_NOT_FOUND'));
    expect(await db().orm.select().from(loginCodes)).toEqual([]);
  });
});

describe('using a login code', () => {
  it('sets the password and ends all sessions of only this member', async () => {
    const { userId, passwordHash } = await redeem(await codeOf('member1'));
    expect(userId).toBe(ann);
    expect(await hashOf(ann)).toBe(passwordHash);
    expect(await passwordMatches('a new password', passwordHash)).toBe(true);
    expect(await sessionsOf(ann)).toBe(0);
    expect(await hashOf(ben)).toBe(WAS);
    expect(await sessionsOf(ben)).toBe(1);
    expect(await failures()).toBe(0);
  });

  it('sets a password for a member without a password', async () => {
    await db().write([sql`update users set password_hash = null where id = ${ann}`]);
    const { passwordHash } = await redeem(await codeOf('member1'));
    expect(await hashOf(ann)).toBe(passwordHash);
  });

  it('works only once', async () => {
    const made = await codeOf('member1');
    const { passwordHash } = await redeem(made);
    await expect(redeem(made, 'yet another one')).rejects.toEqual(WRONG);
    expect(await hashOf(ann)).toBe(passwordHash);
    expect(await db().orm.select().from(loginCodes)).toEqual([]);
  });

  it('works once when ten requests come at the same time', async () => {
    const made = await codeOf('member1');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => redeem(made, `password number ${index}`)),
    );
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(await hashOf(ann)).toBe(won[0]?.value.passwordHash);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(WRONG);
    }
  });

  it.each([
    ['has expired', () => sql`update login_codes set expires_at = unixepoch() * 1000`],
    ['has been taken back', () => sql`delete from login_codes`],
    ['is of an account that was closed', () => sql`update users set closed_at = 1`],
  ])('is refused when the code %s, and changes nothing', async (_, change) => {
    const made = await codeOf('member1');
    await db().write([change()]);
    await expect(redeem(made)).rejects.toEqual(WRONG);
    expect(await hashOf(ann)).toBe(WAS);
    expect(await sessionsOf(ann)).toBe(3);
  });

  it.each([
    ['expires', () => sql`update login_codes set expires_at = 1`],
    ['is replaced', () => sql`update login_codes set code_hash = 'another'`],
    ['is used', () => sql`delete from login_codes`],
    ['loses its account', () => sql`update users set closed_at = 1`],
  ])('is refused when the code %s while the password is hashed', async (_, change) => {
    const made = await codeOf('member1');
    const outcome = redeem(made).then(
      () => 'done',
      ({ code }) => code,
    );
    // The order is: counting, looking up the code, then slow hashing.
    while ((await failures()) === 0) await new Promise((resume) => setTimeout(resume, 1));
    await new Promise((resume) => setTimeout(resume, 30));
    await db().write([change()]);
    expect(await outcome).toBe('WRONG_LOGIN_CODE');
    expect(await hashOf(ann)).toBe(WAS);
    expect(await sessionsOf(ann)).toBe(3);
  });

  it('refuses an unknown code and counts it', async () => {
    await codeOf('member1');
    for (const made of ['ACDEFGHJKMNP', '', "' or 1=1 --"]) {
      await expect(redeem(made)).rejects.toEqual(WRONG);
    }
    expect(await failures()).toBe(3);
  });

  it('is refused after too many wrong codes from an address, but not for other addresses', async () => {
    const made = await codeOf('member1');
    for (let time = 0; time < FAILURE_LIMITS.codes; time += 1) {
      await expect(redeem('ACDEFGHJKMNP')).rejects.toEqual(WRONG);
    }
    await expect(redeem(made)).rejects.toEqual(code('TOO_MANY_ATTEMPTS'));
    expect(await redeem(made, 'a new password', '203.0.113.2')).toMatchObject({ userId: ann });
  });
});

it('changing the password deletes the login code', async () => {
  const made = await codeOf('member1');
  const change = { password: 'another password', token: 'none' };
  await expect(changePassword(ann, { ...change, comparedWith: 'wrong' })).rejects.toEqual(
    code('WRONG_PASSWORD'),
  );
  expect(await db().orm.select().from(loginCodes)).toHaveLength(1);
  await changePassword(ann, { ...change, comparedWith: WAS });
  await expect(redeem(made)).rejects.toEqual(WRONG);
});
