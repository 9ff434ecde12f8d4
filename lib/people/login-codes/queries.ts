import { and, eq, gt, isNull } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { loginCodes, users } from '@/db/schema';

/**
 * The id of the member with this login code. Null = the code is unknown or expired, or the account is
 * closed.
 * @param codeHash a hash from `hashLoginCode`
 */
export async function getMemberByCode(codeHash: string): Promise<number | null> {
  const [found] = await database()
    .orm.select({ userId: users.id })
    .from(loginCodes)
    .innerJoin(users, eq(users.id, loginCodes.userId))
    .where(
      and(eq(loginCodes.codeHash, codeHash), gt(loginCodes.expiresAt, now), isNull(users.closedAt)),
    );
  return found?.userId ?? null;
}
