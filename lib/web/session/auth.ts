import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import NextAuth, { AuthError, CredentialsSignin, type NextAuthConfig } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { env } from '../../env.ts';
import { AppError, asAppError } from '../../errors.ts';
import { authenticate } from '../../people/login/authenticate.ts';
import { deviceOf } from '../../people/login/known-device.ts';
import { beginSession } from '../../people/sessions/mutations.ts';
import { getMemberBySession } from '../../people/sessions/queries.ts';
import { hashToken } from '../../people/sessions/token.ts';
import { clientAddress, isHttps } from '../http/client.ts';
import { deleteSession } from './adapter.ts';
import { cookieOptions, deviceCookieName, sessionCookieName } from './cookie.ts';
import { describeDevice } from './device.ts';

// Auth.js allows passwords with its `jwt` strategy only, whose tokens nobody can take back. So the
// “JWT” it makes and reads here is the token of a session in the database: see
// docs/decisions/0003-sessions.md.

type CookieJar = Awaited<ReturnType<typeof cookies>>;

/** How long a session lives on the server, in milliseconds. */
const LIFETIME = { browserSession: 24 * 3_600_000, keptIn: 30 * 24 * 3_600_000 };

/** How long a device is known after a login on it, in seconds. */
const DEVICE_LIFETIME = 365 * 24 * 3_600;

/** A member, and the hash of the password that the login goes by. */
type Known = { userId: number; passwordHash: string };

/** Whom `logInKnown` logs in. Nothing that is sent to the market can put anybody here. */
const known = new AsyncLocalStorage<Known>();

// They would force one host, and cookies for HTTPS over plain HTTP.
delete process.env.AUTH_URL;
delete process.env.NEXTAUTH_URL;

async function config(): Promise<NextAuthConfig> {
  const secure = await isHttps();
  // Of this one login; it is nothing to hand to a library.
  let comparedWith = '';
  return {
    secret: env().SECRET_KEY,
    trustHost: true,
    // What is refused here is told, and logged when it should be, by the form that asked.
    logger: { error: () => {} },
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: LIFETIME.keptIn / 1_000 },
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
            const who =
              known.getStore() ??
              (await authenticate(
                { username: String(username), password: String(password) },
                await clientAddress(),
                (await cookies()).get(deviceCookieName(secure))?.value,
              ));
            comparedWith = who.passwordHash;
            return { id: String(who.userId), remember: remember === 'yes' };
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
          lifetime: token?.remember ? LIFETIME.keptIn : LIFETIME.browserSession,
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
 * Logs a member in: ends the session this browser had, starts a new one, and sets its cookie.
 * @param remember whether the cookie outlives the browser session
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
    throw refusal(error);
  }
  const token = jar.get(name)?.value;
  // With a wrong set-up Auth.js neither throws nor sets a cookie.
  if (!token || token === before) throw new AppError('MISCONFIGURED');
  if (before) await deleteSession(hashToken(before));
  if (!credentials.remember) {
    jar.set(name, token, cookieOptions(secure));
  }
  await knowDevice(jar, token, secure);
  forgetCallback(jar);
}

/**
 * Logs in a member whose password was set by this very request: it needs no comparing with the hash
 * that has just been made of it.
 * @throws AppError MISCONFIGURED
 */
export function logInKnown(who: Known): Promise<void> {
  return known.run(who, () => logIn({ username: '', password: '', remember: false }));
}

/** Ends the session this browser has, if it has one. */
export async function logOut(): Promise<void> {
  await nextAuth.signOut({ redirect: false });
  const jar = await cookies();
  const secure = await isHttps();
  // With all its attributes: a browser ignores the end of a `__Host-` cookie without them.
  jar.set(sessionCookieName(secure), '', { ...cookieOptions(secure), expires: new Date(0) });
  forgetCallback(jar);
}

// It stays when the member logs out: it lets nobody in, but has their next login counted apart from
// those of strangers at the same address.
async function knowDevice(jar: CookieJar, token: string, secure: boolean) {
  const member = await getMemberBySession(token);
  if (!member) return;
  const name = deviceCookieName(secure);
  const device = deviceOf(jar.get(name)?.value, member.id);
  jar.set(name, device, { ...cookieOptions(secure), maxAge: DEVICE_LIFETIME });
}

// Auth.js keeps where to go after a provider's page; there is no such page here.
function forgetCallback(jar: CookieJar) {
  for (const { name } of jar.getAll()) if (name.endsWith('authjs.callback-url')) jar.delete(name);
}

function refusal(error: unknown): unknown {
  const cause = error instanceof AuthError ? (error.cause?.err ?? error) : error;
  return asAppError(cause) ?? cause;
}
