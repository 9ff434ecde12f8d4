import { claimForCommand, runningServer } from '@/db/claim';
import { lookAtDatabase } from '@/db/existing';
import { asAppError } from '@/lib/errors';
import { VERSION } from '@/lib/version';
import type { Call, Command, Report } from '../command.ts';
import { createOrUpdateMarket, readyLine } from '../create-market.ts';

async function run({ url, authToken }: Call): Promise<Report> {
  if (await isServed({ url, authToken })) return { data: { stocked: 0 }, lines: [readyLine(0)] };
  const claim = await claimForCommand(url, VERSION);
  try {
    const { lines, ...data } = await createOrUpdateMarket({ url, authToken });
    return { data, lines };
  } finally {
    claim.release();
  }
}

/**
 * Whether a server runs on the database and has this version's tables: then there is nothing to do.
 */
async function isServed(where: Pick<Call, 'url' | 'authToken'>): Promise<boolean> {
  if (!runningServer(where.url)?.address) return false;
  try {
    return (await lookAtDatabase(where)).state === 'current';
  } catch (error) {
    // `claimForCommand` will then refuse, and its error names the server.
    if (asAppError(error)) return false;
    throw error;
  }
}

export const create: Command = {
  help: 'Create the database, or bring it up to date. Stocks the demo catalogue the first time.',
  run,
};
