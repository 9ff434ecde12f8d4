import { recreateTables } from '@/db/migrate';
import type { Command } from '../command.ts';
import { confirm } from '../terminal.ts';
import { stockDemo } from './create.ts';
import { onDatabase } from './on-database.ts';

export const reset: Command = {
  help: 'Delete everything, then create the database anew. Asks first, unless --yes.',
  run: onDatabase(async (database, { yes, json }) => {
    if (!yes && !(await confirm('Delete all members, items and transfers? Type yes: '))) {
      return { data: { reset: false }, lines: ['Nothing has been deleted.'], exitCode: 1 };
    }
    await recreateTables(database);
    const { lines } = await stockDemo();
    return { data: { reset: true }, lines: json ? [] : ['Everything has been deleted.', ...lines] };
  }),
};
