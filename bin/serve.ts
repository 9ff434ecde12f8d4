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
import { listenError, type Place, reachableAt } from './listening.ts';
import { loadNext } from './next-handler.ts';
import { MARKET_COMMAND } from './program.ts';
import { sentenceOf } from './sentence.ts';
import { stopOnSignals } from './stop.ts';

// The server: one process, in the folder that it was built into. Its settings come from the
// environment alone, which `start.mjs` prepares.

/**
 * For less memory and less work of the collector: one thread collects what is young, where it is
 * made; nothing is taken for long-lived before it has lived; and what is old may grow by 70 % before
 * it is collected (docs/decisions/0017-memory-of-the-server.md).
 */
const V8_FLAGS = [
  '--no-parallel-scavenge',
  '--no-allocation-site-pretenuring',
  '--heap-growing-percent=70',
];

async function serve(): Promise<void> {
  for (const flag of V8_FLAGS) setFlagsFromString(flag);
  // What a server writes is its owner's alone.
  process.umask(0o077);
  const { HOST: host, PORT: port, DATABASE_URL: url } = readEnv(process.env);
  const place = { host, port };
  const folder = fileURLToPath(new URL('.', import.meta.url));
  process.chdir(folder);

  const claim = await claimFile(url, reachableAt(place).here);
  const handle = await loadNext(folder, place.host ?? 'localhost', place.port);
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
  const { answering } = stopOnSignals(server, async () => {
    try {
      await closeDatabaseWhole(url);
    } catch (error) {
      // Nothing is lost: what is not in the file is in the log beside it.
      console.error(sentenceOf(error));
    }
    claim?.release();
  });
  await listen(server, place);
  console.log(welcome(place));
}

/**
 * Takes the database file for this server. A file that can't be reached now is no reason not to
 * start: pages say so until it can.
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

function listen(server: ReturnType<typeof createServer>, place: Place): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(listenError(error, place)));
    server.listen(place.port, place.host, done);
  });
}

function welcome(place: Place): string {
  const { here, network } = reachableAt(place);
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
