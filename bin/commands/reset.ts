import { claimForCommand } from '@/db/claim';
import { recreateTables } from '@/db/migrate';
import { VERSION } from '@/lib/version';
import type { Command, DatabaseWork } from '../command.ts';
import { readyLine, stockDemo } from '../create-market.ts';
import { confirm } from '../terminal.ts';
import { onDatabase } from './on-database.ts';

const resetMarket: DatabaseWork = async (database, { url, yes, json }) => {
  const claim = await claimForCommand(url, VERSION);
  try {
    if (!yes && !(await confirm('Delete all members, items and transfers? Type yes: '))) {
      return { data: { reset: false }, lines: ['Nothing has been deleted.'], exitCode: 1 };
    }
    await recreateTables(database);
    const ready = readyLine(await stockDemo());
    return { data: { reset: true }, lines: json ? [] : ['Everything has been deleted.', ready] };
  } finally {
    claim.release();
  }
};

export const reset: Command = {
  help: 'Delete everything, then create the database anew. Asks first, unless --yes.',
  run: onDatabase(resetMarket, true),
};
