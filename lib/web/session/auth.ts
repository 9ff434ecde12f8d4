import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { env } from '../../env.ts';
import { AppError, asAppError } from '../../errors.ts';
import { authenticate } from '../../people/login/authenticate.ts';
import { addDeviceMember } from '../../people/login/known-device.ts';
import { beginSession } from '../../people/sessions/mutations.ts';
import { getMemberBySession } from '../../people/sessions/queries.ts';
import { hashToken } from '../../people/sessions/token.ts';
import { clientAddress, isHttps } from '../http/client.ts';
import { deleteSession } from './adapter.ts';
import {
  cookieOptions,
  DEVICE_LIFETIME_SECONDS,
  deviceCookieName,
  LIFETIME_MS,
  sessionCookieName,
} from './cookie.ts';
import { describeDevice } from './device.ts';

// Auth.js supports passwords only with its strategy `jwt`, and nobody can revoke a JWT. So the “JWT”
// here is the token of a session in the database. See docs/decisions/0003-sessions.md.

type CookieJar = Awaited<ReturnType<typeof cookies>>;

/** A member whose password is verified, and the hash of the password. */
type VerifiedMember = { userId: number; passwordHash: string };

/** The member whom `logInKnown` logs in. No request data can set this store. */
const verifiedMember = new AsyncLocalStorage<VerifiedMember>();

// These variables would force a single host, and secure cookies even over plain HTTP.
delete process.env.AUTH_URL;
delete process.env.NEXTAUTH_URL;

async function config(): Promise<NextAuthConfig> {
  const secure = await isHttps();
  // Each request has its own config. The hash is kept here, so Auth.js never gets it.
  let comparedWith = '';
  return {
    secret: env().SECRET_KEY,
    trustHost: true,
    // The form that called `logIn` shows the error, and logs it if necessary.
    logger: { error: () => {} },
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: LIFETIME_MS.keptIn / 1_000 },
    cookies: {
      sessionToken: {
        name: sessionCookieName(secure),
        options: cookieOptions(secure),
      },
    },
    providers: [
      Credentials({
        credentials: { username: {}, password: {}, remember: {} },
        authorize: async ({ username, password, remember }) => {
          try {
            const verified =
              verifiedMember.getStore() ??
              (await authenticate(
                { username: String(username), password: String(password) },
                await clientAddress(),
                (await cookies()).get(deviceCookieName(secure))?.value,
              ));
            comparedWith = verified.passwordHash;
            return { id: String(verified.userId), remember: remember === 'yes' };
          } catch (error) {
            throw Object.assign(new CredentialsSignin(), { cause: { err: error } });
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ ...token, remember: 'remember' in user && user.remember }),
    },
    jwt: {
      async encode({ token }) {
        const raw = randomBytes(32).toString('base64url');
        await beginSession({
          token: raw,
          memberId: Number(token?.sub),
          passwordHash: comparedWith,
          lifetime: token?.remember ? LIFETIME_MS.keptIn : LIFETIME_MS.browserSession,
          device: describeDevice((await headers()).get('user-agent')),
        });
        return raw;
      },
      decode: async ({ token }) => (token ? { sessionToken: hashToken(token) } : null),
    },
    events: {
      async signOut(message) {
        const token = 'token' in message ? message.token?.sessionToken : null;
        if (typeof token === 'string') await deleteSession(token);
      },
    },
  };
}

const nextAuth = NextAuth(config);

/**
 * Logs a member in. Begins a new session, sets its cookie, and ends the old session of this browser.
 * @param credentials `remember`: whether the cookie stays when the browser is closed
 * @throws AppError WRONG_CREDENTIALS, TOO_MANY_ATTEMPTS, BUSY, MISCONFIGURED
 */
export async function logIn(credentials: {
  username: string;
  password: string;
  remember: boolean;
}): Promise<void> {
  const jar = await cookies();
  const secure = await isHttps();
  const name = sessionCookieName(secure);
  const before = jar.get(name)?.value;
  try {
    const { username, password } = credentials;
    const remember = credentials.remember ? 'yes' : 'no';
    await nextAuth.signIn('credentials', { username, password, remember, redirect: false });
  } catch (error) {
    throw unwrapError(error);
  }
  const token = jar.get(name)?.value;
  // With a wrong configuration Auth.js sets no cookie, but also throws no error.
  if (!token || token === before) throw new AppError('MISCONFIGURED');
  if (before) await deleteSession(hashToken(before));
  if (!credentials.remember) {
    jar.set(name, token, cookieOptions(secure));
  }
  await rememberDevice(jar, token, secure);
  forgetCallback(jar);
}

/**
 * Logs in a member whose password this request has just set. So the password is not compared again.
 * @throws AppError MISCONFIGURED
 */
export function logInKnown(member: VerifiedMember): Promise<void> {
  return verifiedMember.run(member, () => logIn({ username: '', password: '', remember: false }));
}

/** Ends the session of this browser, if there is a session. */
export async function logOut(): Promise<void> {
  await nextAuth.signOut({ redirect: false });
  const jar = await cookies();
  const secure = await isHttps();
  // A browser deletes a `__Host-` cookie only if all attributes are the same.
  jar.set(sessionCookieName(secure), '', { ...cookieOptions(secure), expires: new Date(0) });
  forgetCallback(jar);
}

// The device cookie stays after a logout. It logs nobody in. It only separates wrong logins on this
// device from wrong logins of strangers.
async function rememberDevice(jar: CookieJar, token: string, secure: boolean) {
  const member = await getMemberBySession(token);
  if (!member) return;
  const name = deviceCookieName(secure);
  const device = addDeviceMember(jar.get(name)?.value, member.id);
  jar.set(name, device, { ...cookieOptions(secure), maxAge: DEVICE_LIFETIME_SECONDS });
}

// Auth.js sets a cookie with the page to go to after an external login. The market has none.
function forgetCallback(jar: CookieJar) {
  for (const { name } of jar.getAll()) if (name.endsWith('authjs.callback-url')) jar.delete(name);
}

function unwrapError(error: unknown): unknown {
  const cause = error instanceof AuthError ? (error.cause?.err ?? error) : error;
  return asAppError(cause) ?? cause;
}
