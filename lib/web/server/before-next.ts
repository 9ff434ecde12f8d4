import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { EnvError, env } from '../../env.ts';
import { failureAt } from '../failure.ts';
import { FLASH_HEADER } from '../flash.ts';
import { FLASH_COOKIE } from '../flash-message.ts';
import { isUpload } from '../forms/post-address.ts';
import { PREPARED_HEADER, pageHeaders } from '../http/security-headers.ts';
import { answerUnreadForms } from './unreadable-post.ts';

/** Ends the process, with one sentence, when the environment is not one to serve in. */
export function checkEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/**
 * Sees every request before Next does. On Vercel there is no server of ours: its platform writes
 * the forwarded headers, and `proxy.ts` does all the rest.
 */
export function watchRequests(): void {
  const { TRUSTED_PROXIES = 0, VERCEL } = env();
  if (VERCEL) return;
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    judgeForwardedHeaders(request, TRUSTED_PROXIES);
    judgeAddress(request);
    prepare(request, response);
    answerUnreadForms(request, response);
  });
}

/** Addresses that programs ask, and whose answers no browser shows. `proxy.ts` lets them through. */
const FOR_PROGRAMS = new Set(['/api/health', '/api/jobs']);

const FORWARDED = [
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
  'x-real-ip',
];

/**
 * Makes `x-forwarded-for` the one address of the client, and drops what nobody trustworthy has
 * said. Next passes these headers on as they come, so a client could otherwise choose its own
 * address, host and protocol.
 */
function judgeForwardedHeaders({ headers, socket }: IncomingMessage, trusted: number): void {
  // A server that listens for IPv6 and IPv4 alike is told an IPv4 address in the form of IPv6.
  const address = (socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
  const chain = [...listed(headers['x-forwarded-for']), address];
  // Each trusted proxy has added the address it was called from, at the end.
  headers['x-forwarded-for'] = chain.at(-1 - trusted) ?? chain[0] ?? address;
  if (trusted === 0) for (const name of FORWARDED) delete headers[name];
}

/**
 * Has an address whose escapes stand for no text, such as `/items/%ff`, answered as any other of
 * nothing. Next can't read it, and would answer with an error of its own.
 */
function judgeAddress(request: IncomingMessage): void {
  const [pathname = '/'] = (request.url ?? '/').split('?', 1);
  try {
    decodeURIComponent(pathname);
  } catch {
    request.url = '/status/not-found';
  }
}

/**
 * Does for the many what `proxy.ts` does for all: a page that is only looked at needs nothing but
 * its headers, and does not have to go through the proxy for them.
 */
function prepare(request: IncomingMessage, response: ServerResponse): void {
  const { method = '', url = '/', headers } = request;
  delete headers[PREPARED_HEADER];
  delete headers[FLASH_HEADER];
  const onlyLooked = method === 'GET' || method === 'HEAD';
  const hasFlash = headers.cookie?.includes(`${FLASH_COOKIE}=`) ?? false;
  const [pathname = '/'] = url.split('?', 1);
  if (isUpload(method, pathname, (name) => headers[name] as string | undefined)) {
    // The proxy would have all of it in memory first, and of more than 10 MB only the beginning.
    preparePhotoForm(request, response);
    return;
  }
  if (!onlyLooked || hasFlash || failureAt(pathname) || !isPage(pathname)) return;
  const answer = pageHeaders(headers['x-forwarded-proto'] === 'https');
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  headers['content-security-policy'] = answer.policy;
  headers[PREPARED_HEADER] = 'yes';
}

// The page that answers it comes with a policy of its own; all else is judged in `photo-form.ts`.
function preparePhotoForm({ headers }: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of pageHeaders(headers['x-forwarded-proto'] === 'https').headers) {
    if (name !== 'Content-Security-Policy') response.setHeader(name, value);
  }
  headers[PREPARED_HEADER] = 'yes';
}

function isPage(pathname: string): boolean {
  return !pathname.startsWith('/_next/') && !FOR_PROGRAMS.has(pathname);
}

function listed(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
