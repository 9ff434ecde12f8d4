import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { claimForCommand, databaseInUseError, runningServer } from '@/db/claim';
import { lookAtDatabase } from '@/db/existing';
import { EnvError, readEnv } from '@/lib/env';
import { asAppError } from '@/lib/errors';
import { VERSION } from '@/lib/version';
import { createOrUpdateMarket } from './create-market.ts';
import { loadEnvFile } from './env-file.ts';
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
    const url = absolute(env.DATABASE_URL);
    await refuseIfNotOurs(url, env.DATABASE_AUTH_TOKEN);
    const server = development
      ? fileURLToPath(new URL('develop.mjs', import.meta.url))
      : builtServer();
    process.umask(0o077);
    keepSecret(secret);
    const claim = await claimForCommand(url, VERSION);
    const { lines } = await createOrUpdateMarket({ url, authToken: env.DATABASE_AUTH_TOKEN });
    claim.release();
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

/**
 * Looks, before anything is built, whether another server has the database, or a newer version.
 * @throws AppError DATABASE_IN_USE, DATABASE_IS_NEWER
 */
async function refuseIfNotOurs(url: string, authToken: string | undefined): Promise<void> {
  const server = runningServer(url);
  if (server?.address) {
    throw databaseInUseError(url.slice('file:'.length), server);
  }
  try {
    await lookAtDatabase({ url, authToken });
  } catch (error) {
    // Everything else is what the preparation is for.
    if (asAppError(error)?.code === 'DATABASE_IS_NEWER') throw error;
  }
}

// The server has a folder of its own to start in.
function absolute(url: string): string {
  return url.startsWith('file:') ? `file:${resolve(url.slice('file:'.length))}` : url;
}
