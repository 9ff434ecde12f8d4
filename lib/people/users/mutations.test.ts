import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addMember } from '@/db/testing/rows';
import { auditLedger } from '../../ledger/queries.ts';
import { passwordMatches } from '../passwords/bcrypt.ts';
import { OPENING_BUDGET, registerUser } from './mutations.ts';
import { getCredentials, listMembers } from './queries.ts';

const db = databasePerTest();

const ada = { username: 'Ada', email: 'Ada@example.org', password: 'correct horse battery' };
const code = (code: string) => expect.objectContaining({ code });

describe('registering a member', () => {
  it('pays the opening budget as the first transfer of the account', async () => {
    const { userId } = await registerUser(ada);
    expect(
      await db().orm.all(sql`select from_user_id, to_user_id, amount, kind from transfers`),
    ).toEqual([
      { from_user_id: null, to_user_id: userId, amount: OPENING_BUDGET, kind: 'opening' },
    ]);
    expect(await listMembers()).toEqual([
      {
        id: userId,
        username: 'Ada',
        email: 'Ada@example.org',
        budget: OPENING_BUDGET,
        createdAt: expect.any(Date),
      },
    ]);
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('stores the password only as a bcrypt hash of cost 12', async () => {
    await registerUser(ada);
    const hash = (await getCredentials('ada'))?.passwordHash ?? '';
    expect(hash).toMatch(/^\$2b\$12\$[./\w]{53}$/);
    expect(await passwordMatches(ada.password, hash)).toBe(true);
    expect(await passwordMatches('correct horse batterz', hash)).toBe(false);
    expect(JSON.stringify(await listMembers())).not.toContain('$2b$');
    const everything = await db().orm.all(sql`select * from users`);
    expect(JSON.stringify(everything)).not.toContain(ada.password);
  });

  it('makes a different hash for the same password each time', async () => {
    await registerUser(ada);
    await registerUser({ ...ada, username: 'Bea', email: 'bea@example.org' });
    const hashes = [await getCredentials('ada'), await getCredentials('bea')];
    expect(hashes[0]?.passwordHash).not.toBe(hashes[1]?.passwordHash);
  });

  it.each([
    ['a username', { username: 'MEMBER1' }, 'USERNAME_TAKEN'],
    ['a username that looks the same', { username: 'ｍember1' }, 'USERNAME_TAKEN'],
    ['an email address', { email: 'mEMBER1@EXAMPLE.org' }, 'EMAIL_TAKEN'],
    ['both', { username: 'member1', email: 'member1@example.org' }, 'USERNAME_AND_EMAIL_TAKEN'],
  ])('refuses %s of another member, and changes nothing', async (_, over, expected) => {
    await addMember(db(), 1);
    await expect(registerUser({ ...ada, ...over })).rejects.toEqual(code(expected));
    expect(await listMembers()).toHaveLength(1);
    expect(await db().orm.all(sql`select id from transfers`)).toHaveLength(1);
  });

  it('gives a name to only one of several members who want it at once', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((time) => registerUser({ ...ada, email: `ada${time}@example.org` })),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused) expect(reason).toEqual(code('USERNAME_TAKEN'));
    expect(await listMembers()).toHaveLength(1);
    expect((await auditLedger()).differences).toEqual([]);
  });
});
