import { and, eq, gt, isNull } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { loginCodes, users } from '@/db/schema';

/**
 * The member whose login code this is, while it can be used; else null.
 * @param codeHash what `hashLoginCode` has made of it
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
