import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { users } from '@/db/schema';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember, budgetOf } from '@/db/testing/rows';
import { offerItem } from '../../items/offers/mutations.ts';
import { auditLedger } from '../../ledger/queries.ts';
import { CREDITS } from '../../money.ts';
import { purchaseItem } from '../../trading/mutations.ts';
import { passwordMatches } from '../passwords/bcrypt.ts';
import { getMemberBySession } from '../sessions/queries.ts';
import { hashToken } from '../sessions/token.ts';
import {
  changeEmail,
  changePassword,
  changeUsername,
  closeAccount,
  nameCredits,
} from './mutations.ts';
import { getBelongings, getOwnData } from './queries.ts';

const db = databasePerTest();

it('closing an account gives its items and credits to the market, and deletes its data', async () => {
  await addMember(db(), 1);
  await addMember(db(), 2);
  await addItem(db(), 1, 300);
  await purchaseItem({ memberId: 1, itemId: 1 });
  await offerItem({ memberId: 1, itemId: 1, askingPrice: 500 });
  await nameCredits(1, { one: 'shell', many: 'shells' });
  await db().write([
    sql`insert into sessions (token_hash, user_id, expires_at) values ('x', 1, 9e15)`,
  ]);
  await closeAccount(1);
  await closeAccount(1);
  expect(await budgetOf(db(), 1)).toBe(0);
  const [row] = await db().orm.all<Record<string, unknown>>(sql`select * from users where id = 1`);
  expect(row).toMatchObject({
    username: 'Closed account',
    password_hash: null,
    credit_word: null,
    credit_words: null,
  });
  expect(JSON.stringify(row)).not.toContain('member1');
  expect(await db().orm.all(sql`select * from sessions`)).toEqual([]);
  expect(await purchaseItem({ memberId: 2, itemId: 1 })).toMatchObject({ price: 300 });
  expect((await auditLedger()).differences).toEqual([]);
});

describe('changing an account', () => {
  const code = (code: string) => expect.objectContaining({ code });
  const stored = async (id: number) =>
    (await db().orm.select().from(users).where(sql`id = ${id}`))[0];

  beforeEach(async () => {
    await addMember(db(), 1);
    await addMember(db(), 2);
  });

  it('changes the username, and the login accepts look-alike spellings', async () => {
    await changeUsername(1, 'Zoë  Ⅳ');
    expect(await stored(1)).toMatchObject({ username: 'Zoë  Ⅳ', usernameKey: 'zoë iv' });
    await changeUsername(1, 'ZOË IV');
    expect(await stored(1)).toMatchObject({ username: 'ZOË IV', usernameKey: 'zoë iv' });
  });

  it('refuses a name or an address like another member’s, and changes nothing', async () => {
    const before = await stored(1);
    await expect(changeUsername(1, 'ＭEMBER2')).rejects.toEqual(code('USERNAME_TAKEN'));
    await expect(changeEmail(1, 'Member2@Example.org')).rejects.toEqual(code('EMAIL_TAKEN'));
    expect(await stored(1)).toEqual(before);
  });

  it('changes the email address', async () => {
    await changeEmail(1, 'New@example.org');
    expect(await stored(1)).toMatchObject({
      email: 'New@example.org',
      emailKey: 'new@example.org',
    });
  });

  it.each([
    ['two words', { one: 'shell', many: 'shells' }, { one: 'shell', many: 'shells' }],
    ['one word for both', { one: 'gold', many: '' }, { one: 'gold', many: 'gold' }],
    [
      'only the word for several, for both',
      { one: '', many: 'gold' },
      { one: 'gold', many: 'gold' },
    ],
    ['the market’s own words', { one: '', many: '' }, { one: 'credit', many: 'credits' }],
  ])('sets %s for credits, only for this member', async (_, chosen, words) => {
    await nameCredits(1, { one: 'leaf', many: 'leaves' });
    expect(await nameCredits(1, chosen)).toEqual(words);
    for (const id of [1, 2]) {
      await db().write([
        sql`insert into sessions (token_hash, user_id, expires_at)
            values (${hashToken(`token ${id}`)}, ${id}, ${Date.now() + 60_000})`,
      ]);
    }
    expect((await getMemberBySession('token 1'))?.words).toEqual(words);
    expect((await getMemberBySession('token 2'))?.words).toEqual(CREDITS);
    const { profile } = await getOwnData(1);
    const own = words.one === CREDITS.one ? [null, null] : [words.one, words.many];
    expect([profile?.creditWord, profile?.creditWords]).toEqual(own);
  });

  describe('the password', () => {
    const WAS = `$2b$10$${'x'.repeat(53)}`;
    const change = { password: 'a new password', comparedWith: WAS, token: 'mine' };
    const sessionOf = async (token: string) => (await getMemberBySession(token))?.id ?? null;

    beforeEach(async () => {
      await db().write([
        sql`update users set password_hash = ${WAS}`,
        ...[
          ['mine', 1],
          ['other', 1],
          ['stranger', 2],
        ].map(
          ([token, id]) => sql`insert into sessions (token_hash, user_id, expires_at)
            values (${hashToken(String(token))}, ${id}, ${Date.now() + 60_000})`,
        ),
      ]);
    });

    it('is changed, and all other sessions of only this member end', async () => {
      await changePassword(1, change);
      const hash = (await stored(1))?.passwordHash ?? '';
      expect(await passwordMatches('a new password', hash)).toBe(true);
      expect((await stored(2))?.passwordHash).toBe(WAS);
      expect(await sessionOf('other')).toBeNull();
      expect(await sessionOf('mine')).toBe(1);
      expect(await sessionOf('stranger')).toBe(2);
    });

    it('is not changed, and no session ends, when the password was changed meanwhile', async () => {
      await changePassword(1, { ...change, token: 'mine' });
      const before = await stored(1);
      await expect(changePassword(1, { ...change, token: 'other' })).rejects.toEqual(
        code('WRONG_PASSWORD'),
      );
      expect(await stored(1)).toEqual(before);
      expect(await sessionOf('mine')).toBe(1);
    });

    it('is changed once when two requests come at the same time', async () => {
      const both = await Promise.allSettled(
        ['mine', 'other'].map((token) => changePassword(1, { ...change, token })),
      );
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const first = both[0]?.status === 'fulfilled' ? 'mine' : 'other';
      expect(await sessionOf(first)).toBe(1);
      expect(await sessionOf(first === 'mine' ? 'other' : 'mine')).toBeNull();
    });
  });

  it('does not reopen a closed account', async () => {
    await closeAccount(1);
    const before = await stored(1);
    await changeUsername(1, 'Back again');
    const change = { password: 'a new password', comparedWith: 'none', token: '' };
    await expect(changePassword(1, change)).rejects.toEqual(code('WRONG_PASSWORD'));
    expect(await stored(1)).toEqual(before);
  });
});

it('the exported data has everything about the member, and nothing about others', async () => {
  await addMember(db(), 1);
  await addMember(db(), 2);
  for (const id of [1, 2]) await addItem(db(), id, 10);
  for (const id of [1, 2]) {
    await purchaseItem({ memberId: id, itemId: id });
    await db().write([
      sql`insert into sessions (token_hash, user_id, expires_at, device)
          values (${hashToken(`token ${id}`)}, ${id}, ${Date.now() + 60_000}, 'Firefox on Android')`,
      sql`insert into stars (user_id, item_id) values (${id}, ${3 - id})`,
      sql`insert into notices (user_id, kind, item_id, amount) values (${id}, 'sold', ${id}, 7)`,
    ]);
  }
  const data = await getOwnData(1);
  expect(data).toMatchObject({
    profile: { username: 'member1', email: 'member1@example.org', budget: 990 },
    items: [{ id: 1, name: 'Item 1' }],
    sessions: [{ device: 'Firefox on Android' }],
    stars: [{ itemId: 2 }],
    notices: [{ kind: 'sold', itemId: 1, amount: 7 }],
  });
  const text = JSON.stringify(data);
  expect(text).not.toContain('member2');
  expect(text).not.toContain(hashToken('token 1'));
  expect(text).not.toMatch(/password/i);
  expect(await getBelongings(1)).toEqual({ items: 1, credits: 990 });
});
