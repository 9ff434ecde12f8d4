import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { CREDITS, type CreditWords } from '../../money.ts';
import { noteUse, USE_NOTED_EVERY } from '../../people/sessions/mutations.ts';
import { getSession } from '../../people/sessions/queries.ts';
import type { CurrentMember } from '../../people/users/queries.ts';
import { isHttps } from '../http/client.ts';
import { loginPath } from '../paths.ts';
import { sessionCookieName } from './cookie.ts';

/**
 * Who is asking: read from the database once a request, so that an ended session, a spent credit or
 * a changed name is seen at once. Null for a visitor.
 * @throws AppError DATABASE_UNAVAILABLE
 */
export const getMember = cache(async (): Promise<CurrentMember | null> => {
  const token = await sessionToken();
  const session = token ? await getSession(token) : null;
  if (!token || !session) return null;
  const { member, lastUsedAt } = session;
  const unused = member.askedAt.getTime() - lastUsedAt.getTime();
  // Nobody waits for it, and nothing depends on it.
  if (unused > USE_NOTED_EVERY) noteUse(token).catch(() => {});
  return member;
});

/** What whoever is asking calls credits. */
export async function getCreditWords(): Promise<CreditWords> {
  return (await getMember())?.words ?? CREDITS;
}

/** The token of the session that this browser says it has; empty when it has none. */
export async function sessionToken(): Promise<string> {
  return (await cookies()).get(sessionCookieName(await isHttps()))?.value ?? '';
}

/**
 * The member who is asking; a visitor is sent to the login, and from there back to `wanted`.
 * @param wanted a path of this site with its query, such as `/market?before=12`
 */
export async function requireMember(wanted: string): Promise<CurrentMember> {
  return (await getMember()) ?? redirect(loginPath(wanted));
}
