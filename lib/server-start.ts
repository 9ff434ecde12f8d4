import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { EnvError, env } from './env.ts';

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

const FORWARDED = [
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
  'x-real-ip',
];

/**
 * Makes `x-forwarded-for` of every request the one address of the client, and drops what nobody
 * trustworthy has said. Next passes these headers on as they come, so a client could otherwise
 * choose its own address, host and protocol. On Vercel the platform writes them.
 */
export function judgeForwardedHeaders(): void {
  const { TRUSTED_PROXIES = 0, VERCEL } = env();
  if (VERCEL) return;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const address = request.socket.remoteAddress ?? 'unknown';
    const chain = [...namesOf(request.headers['x-forwarded-for']), address];
    // Each trusted proxy has added the address it was called from, at the end.
    request.headers['x-forwarded-for'] = chain.at(-1 - TRUSTED_PROXIES) ?? chain[0] ?? address;
    if (TRUSTED_PROXIES === 0) for (const name of FORWARDED) delete request.headers[name];
  });
}

function namesOf(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
