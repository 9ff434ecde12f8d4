import { listItems } from '@/lib/items/queries';
import { formatCredits } from '@/lib/money';
import type { Command } from '../command.ts';
import { table } from '../terminal.ts';
import { onDatabase } from './on-database.ts';

export const items: Command = {
  help: 'List the items.',
  run: onDatabase(async () => {
    const all = await listItems();
    return {
      data: all,
      lines: table(
        ['id', 'name', 'price', 'barcode', 'owner'],
        all.map(({ id, name, price, barcode, ownerName }) => [
          String(id),
          name,
          formatCredits(price),
          barcode,
          ownerName ?? 'the market',
        ]),
      ),
    };
  }),
};
