import { collectClosedConnections } from '@/db/closed-connections';
import { setDatabase } from '@/db/database';
import { demoCatalogue } from '@/db/demo-catalogue';
import { fileOf } from '@/db/file-url';
import { type Preparation, prepareDatabase } from '@/db/prepare';
import { stockNewMarket } from '@/lib/items/mutations';

/** What was done to make a market ready, and a line for each part of it. */
export type Ready = Preparation & { stocked: number; lines: string[] };

type Where = { url: string; authToken: string | undefined };

/**
 * Makes the database ready for a server: what `prepareDatabase` does, and the demo catalogue the first
 * time. The caller holds the claim of the file; the database is closed afterwards.
 * @throws what `prepareDatabase` throws
 */
export async function createOrUpdateMarket(where: Where): Promise<Ready> {
  const { database, ...done } = await prepareDatabase({ ...where, checkpoints: false });
  setDatabase(database);
  try {
    const stocked = await stockDemo();
    return { ...done, stocked, lines: [...linesOf(done), readyLine(stocked)] };
  } finally {
    database.close();
    await collectClosedConnections(fileOf(where.url));
  }
}

/** Stocks the demo catalogue in a market that has never had an item. @returns how many items came */
export async function stockDemo(): Promise<number> {
  return (await stockNewMarket(demoCatalogue)) ? demoCatalogue.length : 0;
}

/** Says that the market is ready. */
export function readyLine(stocked: number): string {
  return stocked
    ? `The market is ready, with ${stocked} demo items for sale.`
    : 'The market is ready.';
}

function linesOf({ updated, keptCopy, movedAside }: Preparation): string[] {
  const lines: string[] = [];
  if (movedAside) lines.push(foreignLogLine(movedAside));
  if (keptCopy) lines.push(`A copy of the database before its update is kept: ${keptCopy}`);
  if (updated) {
    const from = updated.from ? `version ${updated.from}` : 'an earlier version';
    lines.push(`The database was brought up to date, from ${from} to ${updated.to}.`);
  }
  return lines;
}

/** Says where a log that is not of the database is kept now. */
export function foreignLogLine(movedAside: string): string {
  return `The log beside the database was of another file, so it was moved to ${movedAside} and nothing of it was taken.`;
}
