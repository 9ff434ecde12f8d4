import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Answers a request with what Next has built. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type StartServer = {
  getRequestHandlers(options: {
    dir: string;
    hostname: string;
    port: number;
    isDev: boolean;
    minimalMode: boolean;
  }): Promise<{ requestHandler: Handler }>;
};

/**
 * Loads what Next has built. Next's own server would also choose how the process listens, what it
 * prints, and how it ends.
 *
 * @param folder the built server's
 * @param hostname where Next is to ask itself, which it does after some server actions
 */
export async function loadNext(folder: string, hostname: string, port: number): Promise<Handler> {
  const { config } = JSON.parse(
    readFileSync(join(folder, '.next/required-server-files.json'), 'utf8'),
  );
  Object.assign(process.env, {
    NODE_ENV: 'production',
    __NEXT_PRIVATE_STANDALONE_CONFIG: JSON.stringify(config),
    __NEXT_PRIVATE_ORIGIN: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`,
  });
  const require = createRequire(import.meta.url);
  require('next');
  const { getRequestHandlers }: StartServer = require('next/dist/server/lib/start-server');
  const options = { dir: folder, hostname, port, isDev: false, minimalMode: false };
  const { requestHandler } = await withoutLog(() => getRequestHandlers(options));
  return requestHandler;
}

/** Next tells how long it took to read its settings, which tells an operator nothing. */
async function withoutLog<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => {};
  try {
    return await work();
  } finally {
    console.log = log;
  }
}
