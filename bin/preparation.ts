import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EnvError, readEnv } from '@/lib/env';
import { asAppError } from '@/lib/errors';
import { create } from './commands/create.ts';
import { loadEnvFile } from './env-files.ts';
import { checkPort } from './listening.ts';
import { findSecret, keepSecret } from './secret.ts';
import { sentenceOf } from './sentence.ts';
import { readStartArguments } from './start-arguments.ts';

/**
 * Does what must be done before the market is served: looks whether the settings are right and the
 * port is free, builds the server, and creates the database or brings it up to date. Tells
 * `start.mjs`, which has started this process, which server to run in which environment.
 *
 * When something is wrong it says so in one sentence, and the process ends with code 1.
 *
 * @param builtServer builds the server where needed; gives the path of its program, or ends the
 *   process
 */
export async function prepareToServe(
  args: readonly string[],
  builtServer: () => string,
): Promise<void> {
  try {
    const { development } = readStartArguments(args);
    loadEnvFile();
    const secret = findSecret(process.env);
    const env = readEnv({ ...process.env, SECRET_KEY: secret.text });
    await checkPort({ host: env.HOST, port: env.PORT });
    const server = development
      ? fileURLToPath(new URL('develop.mjs', import.meta.url))
      : builtServer();
    process.umask(0o077);
    keepSecret(secret);
    const url = absolute(env.DATABASE_URL);
    const { lines } = await create.run({
      url,
      authToken: env.DATABASE_AUTH_TOKEN,
      operands: [],
      json: false,
      yes: false,
    });
    console.log(lines.join('\n'));
    process.send?.({
      server,
      env: { ...process.env, SECRET_KEY: secret.text, DATABASE_URL: url },
    });
  } catch (error) {
    if (!(error instanceof EnvError) && !asAppError(error)) throw error;
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

// The server has a folder of its own to start in.
function absolute(url: string): string {
  return url.startsWith('file:') ? `file:${resolve(url.slice('file:'.length))}` : url;
}
