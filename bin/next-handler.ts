import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Answers a request with the built pages and routes. */
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
 * Loads the request handler of a built server. Next's own server is not used, because it also
 * decides how the process listens, prints and ends.
 *
 * @param folder the built server's folder
 * @param hostname the host at which Next sends requests to itself, after some server actions
 * @param port the port of such requests
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

/**
 * Runs work without `console.log`: Next prints how long it read its settings, which helps nobody.
 */
async function withoutLog<T>(work: () => Promise<T>): Promise<T> {
  const { log } = console;
  console.log = () => {};
  try {
    return await work();
  } finally {
    console.log = log;
  }
}
