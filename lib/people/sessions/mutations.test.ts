import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { moveClock } from '@/db/testing/clock';
import { databasePerTest } from '@/db/testing/database';
import { addMember } from '@/db/testing/rows';
import {
  beginSession,
  endOtherSessions,
  endSession,
  LAST_USE_INTERVAL_MS,
  recordUse,
} from './mutations.ts';
import { getMemberBySession, getSession, listSessions } from './queries.ts';
import { hashToken } from './token.ts';

const db = databasePerTest();
const [ann, ben] = [1, 2];
const HOUR = 3_600_000;

/** Begins a session, `ago` milliseconds before now. */
const begin = (token: string, memberId: number, ago: number, over = {}) => {
  const { device, used, left } = { device: null, used: null, left: HOUR, ...over };
  const now = Date.now();
  return db().write([
    sql`insert into sessions (token_hash, user_id, expires_at, device, created_at, last_used_at)
        values (${hashToken(token)}, ${memberId}, ${now + left}, ${device}, ${now - ago},
          ${used === null ? null : now - used})`,
  ]);
};

beforeEach(async () => {
  for (const member of [ann, ben]) await addMember(db(), member);
  await begin('phone', ann, 20 * HOUR, { device: 'Firefox on Android', used: 5 * HOUR });
  await begin('desk', ann, 3 * HOUR, { device: 'Chrome on Linux' });
  await begin('here', ann, 9 * HOUR);
  await begin('over', ann, 9 * HOUR, { left: -1 });
  await begin('ben', ben, HOUR);
});

describe('a session', () => {
  const fresh = (over = {}) =>
    beginSession({
      token: 'fresh',
      memberId: ann,
      passwordHash: 'compared',
      lifetime: HOUR,
      device: 'Firefox on Android',
      ...over,
    });
  const setHash = (hash: string | null) =>
    db().write([sql`update users set password_hash = ${hash} where id = ${ann}`]);

  it('begins when the password is unchanged', async () => {
    await setHash('compared');
    await fresh();
    expect((await getSession('fresh'))?.member).toMatchObject({ id: ann });
    expect((await listSessions(ann, 'fresh'))[0]).toMatchObject({ device: 'Firefox on Android' });
  });

  it.each([
    ['changed', 'another', {}],
    ['deleted', null, {}],
    ['of another member', 'compared', { memberId: ben }],
    ['of an unknown member', 'compared', { memberId: 99 }],
  ])('does not begin when the password is %s meanwhile', async (_, hash, over) => {
    await setHash(hash);
    await expect(fresh(over)).rejects.toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await getSession('fresh')).toBeNull();
  });
});

describe('the lifetime of a session', () => {
  it('ends by the clock of the database', async () => {
    expect(await getSession('here')).not.toBeNull();
    await moveClock(db(), HOUR);
    expect(await getSession('here')).toBeNull();
  });

  it('comes with the time of the request', async () => {
    const before = Date.now();
    const askedAt = (await getMemberBySession('here'))?.askedAt.getTime();
    expect(askedAt).toBeGreaterThanOrEqual(before);
    expect(askedAt).toBeLessThanOrEqual(Date.now());
  });
});

describe('the list of sessions', () => {
  it('has the sessions that are valid: the current session first, then by last use', async () => {
    const sessions = await listSessions(ann, 'here');
    expect(sessions.map(({ device, current }) => [device, current])).toEqual([
      [null, true],
      ['Chrome on Linux', false],
      ['Firefox on Android', false],
    ]);
    expect(sessions[1]?.lastUsedAt).toEqual(sessions[1]?.begunAt);
  });

  it('has no tokens and no hashes of tokens', async () => {
    const text = JSON.stringify(await listSessions(ann, 'here'));
    for (const token of ['here', 'phone', 'desk']) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(hashToken(token));
    }
  });
});

describe('ending sessions', () => {
  const living = async () => {
    const tokens = ['here', 'desk', 'phone', 'ben'];
    const members = await Promise.all(tokens.map((token) => getMemberBySession(token)));
    return tokens.filter((_, index) => members[index]);
  };

  it('ends the chosen session', async () => {
    const [, desk] = await listSessions(ann, 'here');
    await endSession(ann, desk?.id ?? '');
    expect(await living()).toEqual(['here', 'phone', 'ben']);
  });

  it('does not end a session of another member', async () => {
    const [own] = await listSessions(ben, 'ben');
    for (const id of [own?.id ?? '', '', '%', hashToken('ben')]) await endSession(ann, id);
    expect(await living()).toEqual(['here', 'desk', 'phone', 'ben']);
  });

  it('ends all other sessions of the member, but not the current session', async () => {
    await endOtherSessions(ann, 'here');
    expect(await living()).toEqual(['here', 'ben']);
  });
});

describe('the last use of a session', () => {
  const lastUse = async (token: string) => (await getSession(token))?.lastUsedAt.getTime() ?? 0;

  it('is stored when the stored time is older than ten minutes', async () => {
    const before = Date.now();
    for (const token of ['desk', 'phone']) {
      await recordUse(token);
      expect(await lastUse(token)).toBeGreaterThanOrEqual(before);
    }
    const noted = await lastUse('desk');
    await recordUse('desk');
    expect(await lastUse('desk')).toBe(noted);
    await begin('new', ann, LAST_USE_INTERVAL_MS - 5_000);
    const begun = await lastUse('new');
    await recordUse('new');
    expect(await lastUse('new')).toBe(begun);
  });
});
