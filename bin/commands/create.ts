import { demoCatalogue } from '@/db/demo-catalogue';
import { stockNewMarket } from '@/lib/items/mutations';
import type { Command, Report } from '../command.ts';
import { onDatabase } from './on-database.ts';

/** Stocks the demo catalogue, the first time. */
export async function stockDemo(): Promise<Report> {
  const stocked = await stockNewMarket(demoCatalogue);
  return {
    data: { stocked: stocked ? demoCatalogue.length : 0 },
    lines: [
      stocked
        ? `The market is ready, with ${demoCatalogue.length} demo items for sale.`
        : 'The market is ready.',
    ],
  };
}

export const create: Command = {
  help: 'Create the database, or bring it up to date. Stocks the demo catalogue the first time.',
  run: onDatabase(stockDemo),
};
