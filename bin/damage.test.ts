import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { closedForGood } from '../db/closed-for-good.ts';
import { placePerTest } from './testing/market.ts';

const here = placePerTest();

const PAGE = 2_048;

// Where the first cell begins is told in the page's head: 8 bytes in, or 12 in a page with children.
const firstCell = (page: Buffer) => page.readUInt16BE(page[0] === 2 || page[0] === 5 ? 12 : 8);

/** Flips one bit in the root page of a table or an index, while nobody has the file open. */
async function flip(tree: string, place: (page: Buffer) => number) {
  const { rootpage } = await here().beside(({ orm }) =>
    orm.get<{ rootpage: number }>(sql`select rootpage from sqlite_master where name = ${tree}`),
  );
  await closedForGood();
  const file = join(here().folder, 'market.db');
  const bytes = readFileSync(file);
  const page = bytes.subarray((rootpage - 1) * PAGE, rootpage * PAGE);
  const at = place(page);
  page.writeUInt8(page.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}

describe('verify and backup tell of a byte that was flipped in', () => {
  beforeEach(async () => {
    here().haveDatabase();
    await here().addMember('ada');
    const words = Array.from({ length: 12 }, (_, at) => `word${at}`).join(' ');
    await here().write(
      sql`insert into items (name, price, barcode, description) values ('Lamp', 1200, '1', ${words})`,
      sql`insert into items (name, price, barcode, description) values ('Rug', 80, '2', 'Green.')`,
      sql`pragma wal_checkpoint(truncate)`,
    );
    await here().write(sql`insert into items_search (items_search) values ('optimize')`);
  });

  it.each([
    ['the index of prices', 'items_for_sale_by_price', 'items_for_sale_by_price'],
    ['the index of usernames', 'users_username_key_unique', 'users_username_key_unique'],
  ])('%s', async (_, index, named) => {
    // The last byte of the first cell's values: a row's number, or a letter of its name.
    await flip(index, (page) => firstCell(page) + (index.startsWith('users') ? 4 : 5));
    await tellOf(`WRONG: The database file is whole. But `, named);
  });

  it('the index of the search', async () => {
    await flip('items_search_data', (page) => page.lastIndexOf('ord5') + 1);
    await tellOf('WRONG: The index of the search is that of the items. But ', 'malformed');
  });
});

async function tellOf(wrong: string, named: string) {
  const verified = await here().market('verify');
  expect(verified.stdout).toContain(wrong);
  expect(verified.stdout).toContain(named);
  expect(verified.code).toBe(1);
  const backup = await here().market('backup', join(here().folder, 'copy.db'));
  expect(backup.stdout).toContain(wrong);
  expect(backup.code).toBe(1);
}
