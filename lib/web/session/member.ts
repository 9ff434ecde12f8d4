import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { CREDITS, type CreditWords } from '../../money.ts';
import { LAST_USE_INTERVAL_MS, recordUse } from '../../people/sessions/mutations.ts';
import { getSession } from '../../people/sessions/queries.ts';
import type { CurrentMember } from '../../people/users/queries.ts';
import { isHttps } from '../http/client.ts';
import { loginPath } from '../paths.ts';
import { sessionCookieName } from './cookie.ts';

/**
 * The member who sent the request. Null = a visitor. Each request reads the member from the database
 * once, so changes and ended sessions take effect immediately.
 * @throws AppError DATABASE_UNAVAILABLE
 */
export const getMember = cache(async (): Promise<CurrentMember | null> => {
  const token = await sessionToken();
  const session = token ? await getSession(token) : null;
  if (!token || !session) return null;
  const { member, lastUsedAt } = session;
  const unusedMs = member.askedAt.getTime() - lastUsedAt.getTime();
  // The page does not wait for this write. A failed write only leaves the time of last use old.
  if (unusedMs > LAST_USE_INTERVAL_MS) recordUse(token).catch(() => {});
  return member;
});

/** The words for credits of the member or visitor who sent the request. */
export async function getCreditWords(): Promise<CreditWords> {
  return (await getMember())?.words ?? CREDITS;
}

/** The session token from the cookie. It is not checked. Empty = no cookie. */
export async function sessionToken(): Promise<string> {
  return (await cookies()).get(sessionCookieName(await isHttps()))?.value ?? '';
}

/**
 * The member who sent the request. A visitor is redirected to the login, and from there to `wanted`.
 * @param wanted a path of this site with its query, such as `/market?before=12`
 */
export async function requireMember(wanted: string): Promise<CurrentMember> {
  return (await getMember()) ?? redirect(loginPath(wanted));
}
