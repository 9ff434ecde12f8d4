import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { type Claim, claimDatabase } from '@/db/claim';
import { closeDatabaseWhole } from '@/db/database';
import { fileOf } from '@/db/file-url';
import { takeOver } from '@/db/foreign-log';
import { EnvError, readEnv } from '@/lib/env';
import { AppError, asAppError } from '@/lib/errors';
import { VERSION } from '@/lib/version';
import { foreignLogLine } from './create-market.ts';
import { startJobTimer } from './job-timer.ts';
import { type ListenAddress, listenError, reachableAt } from './listening.ts';
import { loadNext } from './next-handler.ts';
import { MARKET_COMMAND } from './program.ts';
import { sentenceOf } from './sentence.ts';
import { stopOnSignals } from './stop.ts';

// The server: one process, which runs in the folder of its build. All settings come from the
// environment, which `start.mjs` has set.

/**
 * These flags save memory and CPU. The thread that creates young objects also collects them. V8 does
 * not create objects in the old space because earlier objects survived. The old space may grow by
 * 70 % before it is collected (docs/decisions/0017-memory-of-the-server.md).
 */
const V8_FLAGS = [
  '--no-parallel-scavenge',
  '--no-allocation-site-pretenuring',
  '--heap-growing-percent=70',
];

async function serve(): Promise<void> {
  for (const flag of V8_FLAGS) setFlagsFromString(flag);
  // Only the owner may read the files that the server creates.
  process.umask(0o077);
  const { HOST: host, PORT: port, DATABASE_URL: url } = readEnv(process.env);
  const listenAddress = { host, port };
  const folder = fileURLToPath(new URL('.', import.meta.url));
  process.chdir(folder);

  const claim = await claimFile(url, reachableAt(listenAddress).here);
  const handle = await loadNext(folder, listenAddress.host ?? 'localhost', listenAddress.port);
  const server = createServer(async (request, response) => {
    answering(response);
    try {
      await handle(request, response);
    } catch (error) {
      console.error(error);
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    }
  });
  let jobs: ReturnType<typeof startJobTimer> | null = null;
  const { answering } = stopOnSignals(server, {
    begun: async () => jobs?.stop(),
    finish: async () => {
      try {
        await closeDatabaseWhole(url);
      } catch (error) {
        // No data is lost: changes that are not in the file are in the log beside it.
        console.error(sentenceOf(error));
      }
      claim?.release();
    },
  });
  await listen(server, listenAddress);
  jobs = startJobTimer();
  console.log(welcome(listenAddress));
}

/**
 * Claims the database file for this server. A server starts even when the file can't be reached, and
 * its pages then say so. In this case there is no claim, and the result is null.
 * @throws AppError DATABASE_IN_USE when another server has it
 */
async function claimFile(url: string, address: string): Promise<Claim | null> {
  try {
    const file = fileOf(url);
    if (file !== null && !existsSync(file)) throw new AppError('DATABASE_MISSING', { file });
    const claim = claimDatabase(url, { address, version: VERSION });
    const movedAside = await takeOver(url);
    if (movedAside) console.log(foreignLogLine(movedAside));
    return claim;
  } catch (error) {
    const code = asAppError(error)?.code;
    if (code !== 'DATABASE_MISSING' && code !== 'DATABASE_UNAVAILABLE') throw error;
    console.error(sentenceOf(error));
    return null;
  }
}

function listen(
  server: ReturnType<typeof createServer>,
  listenAddress: ListenAddress,
): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(listenError(error, listenAddress)));
    server.listen(listenAddress.port, listenAddress.host, done);
  });
}

function welcome(listenAddress: ListenAddress): string {
  const { here, network } = reachableAt(listenAddress);
  return [
    `\nMarket ${VERSION} is open.\n`,
    `  On this machine   ${here}`,
    ...network.map((address) => `  In this network   ${address}`),
    `\nYou run it from here: ${MARKET_COMMAND} --help`,
    'Ctrl-C stops it.\n',
  ].join('\n');
}

try {
  await serve();
} catch (error) {
  if (!(error instanceof EnvError) && !asAppError(error)) throw error;
  console.error(sentenceOf(error));
  process.exit(1);
}
