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
 * Does all work that comes before the server: checks the settings and the port, builds the server,
 * and creates or updates the database. Then sends `start.mjs`, the parent process, the path of the
 * server and its environment.
 *
 * On a known error, prints one sentence and sets the exit code 1.
 *
 * @param args the words after the program's name
 * @param builtServer builds the server if needed, and returns the path of its program; ends the
 *   process when the build fails
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
    await refuseForeignOrNewer(url, env.DATABASE_AUTH_TOKEN);
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
 * Checks before the build, which takes minutes, that the start can use the database.
 * @throws AppError DATABASE_IN_USE, DATABASE_IS_NEWER
 */
async function refuseForeignOrNewer(url: string, authToken: string | undefined): Promise<void> {
  const server = runningServer(url);
  if (server?.address) {
    throw databaseInUseError(url.slice('file:'.length), server);
  }
  try {
    await lookAtDatabase({ url, authToken });
  } catch (error) {
    // `createOrUpdateMarket` handles all other states, or reports them.
    if (asAppError(error)?.code === 'DATABASE_IS_NEWER') throw error;
  }
}

// The server runs in another folder, so a relative path would name another file there.
function absolute(url: string): string {
  return url.startsWith('file:') ? `file:${resolve(url.slice('file:'.length))}` : url;
}
