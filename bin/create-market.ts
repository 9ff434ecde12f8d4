import { collectClosedConnections } from '@/db/closed-connections';
import { setDatabase } from '@/db/database';
import { demoCatalogue } from '@/db/demo-catalogue';
import { fileOf } from '@/db/file-url';
import { type Preparation, prepareDatabase } from '@/db/prepare';
import { stockNewMarket } from '@/lib/items/mutations';

/** What was done to a market, how many demo items were added, and lines that tell the operator. */
export type Ready = Preparation & { stocked: number; lines: string[] };

type Where = { url: string; authToken: string | undefined };

/**
 * Makes a market ready for a server: calls `prepareDatabase`, and adds the demo items to a new
 * market. The caller holds the claim of the file. The database is closed on return.
 * @throws the errors of `prepareDatabase`
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

/**
 * Adds the demo items, unless the market has ever had an item.
 * @returns the number of added items
 */
export async function stockDemo(): Promise<number> {
  return (await stockNewMarket(demoCatalogue)) ? demoCatalogue.length : 0;
}

/** The line that says that the market is ready. @param stocked the number of demo items */
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

/** The line that says where the log of another file was moved. */
export function foreignLogLine(movedAside: string): string {
  return `The log beside the database was of another file, so it was moved to ${movedAside} and nothing of it was taken.`;
}
