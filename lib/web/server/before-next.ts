import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { EnvError, env } from '../../env.ts';
import { failureAt } from '../failure.ts';
import { FLASH_HEADER } from '../flash.ts';
import { FLASH_COOKIE } from '../flash-message.ts';
import { isUpload } from '../forms/post-address.ts';
import { PREPARED_HEADER, pageHeaders } from '../http/security-headers.ts';
import { answerUnreadForms } from './unreadable-post.ts';

/** Ends the process with code 1 and one sentence on stderr when the environment is not valid. */
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
 * Handles every request before Next does. On Vercel this does nothing: the platform writes the
 * forwarded headers, and `proxy.ts` does the rest.
 */
export function watchRequests(): void {
  const { TRUSTED_PROXIES = 0, VERCEL } = env();
  if (VERCEL) return;
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    sanitizeForwardedHeaders(request, TRUSTED_PROXIES);
    replaceUndecodablePath(request);
    addPageHeaders(request, response);
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
 * Sets `x-forwarded-for` to the address of the client, and deletes the other forwarded headers when
 * no proxy is trusted. Next passes these headers on unchanged, so a client could choose its own
 * address, host and protocol.
 */
function sanitizeForwardedHeaders({ headers, socket }: IncomingMessage, trusted: number): void {
  // A server that listens on IPv6 and IPv4 gets an IPv4 address in IPv6 notation.
  const address = (socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
  const chain = [...splitList(headers['x-forwarded-for']), address];
  // Each trusted proxy has appended the address of its own client.
  headers['x-forwarded-for'] = chain.at(-1 - trusted) ?? chain[0] ?? address;
  if (trusted === 0) for (const name of FORWARDED) delete headers[name];
}

/**
 * Replaces a path that can't be decoded, such as `/items/%ff`, by the path of the page “not found”.
 * Next would answer such a path with its own error.
 */
function replaceUndecodablePath(request: IncomingMessage): void {
  const [pathname = '/'] = (request.url ?? '/').split('?', 1);
  try {
    decodeURIComponent(pathname);
  } catch {
    request.url = '/status/not-found';
  }
}

/**
 * Sets the security headers of a page, so that the request does not go through `proxy.ts`, which is
 * slow. Requests that need more than these headers still go through the proxy.
 */
function addPageHeaders(request: IncomingMessage, response: ServerResponse): void {
  const { method = '', url = '/', headers } = request;
  delete headers[PREPARED_HEADER];
  delete headers[FLASH_HEADER];
  const isRead = method === 'GET' || method === 'HEAD';
  const hasFlash = headers.cookie?.includes(`${FLASH_COOKIE}=`) ?? false;
  const [pathname = '/'] = url.split('?', 1);
  if (isUpload(method, pathname, (name) => headers[name] as string | undefined)) {
    // The proxy would hold the whole body in memory, and would cut it off after 10 MB.
    addUploadHeaders(request, response);
    return;
  }
  if (!isRead || hasFlash || failureAt(pathname) || !isPage(pathname)) return;
  const answer = pageHeaders(headers['x-forwarded-proto'] === 'https');
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  headers['content-security-policy'] = answer.policy;
  headers[PREPARED_HEADER] = 'yes';
}

// The page that answers an upload brings its own policy. `upload-post.ts` makes the other checks.
function addUploadHeaders({ headers }: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of pageHeaders(headers['x-forwarded-proto'] === 'https').headers) {
    if (name !== 'Content-Security-Policy') response.setHeader(name, value);
  }
  headers[PREPARED_HEADER] = 'yes';
}

function isPage(pathname: string): boolean {
  return !pathname.startsWith('/_next/') && !FOR_PROGRAMS.has(pathname);
}

function splitList(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
