import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { backUp } from './backup.ts';
import { type Database, type DatabaseOptions, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { type Damage, findDamage } from './damage.ts';
import { addItem, addMember } from './testing/rows.ts';

const PAGE = 2_048;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'market-damage-'));
  file = join(folder, 'market.db');
  copyFileSync(inject('baseDatabase'), file);
  await within(async (database) => {
    await addMember(database, 1);
    await addItem(database, 1, 1_200);
    await database.write([sql`update items set description = 'A green lamp'`]);
    // The test reads the file itself, so the log must be empty.
    await database.orm.run(sql`pragma wal_checkpoint(TRUNCATE)`);
  });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function within<T>(
  work: (database: Database) => Promise<T>,
  options: Omit<DatabaseOptions, 'url'> & { of?: string } = {},
): Promise<T> {
  const { of = file, ...rest } = options;
  const database = openDatabase({ url: `file:${of}`, ...rest });
  try {
    return await work(database);
  } finally {
    database.close();
    await collectClosedConnections(of);
  }
}

/** Changes bytes of the file while no process has it open. */
function spoil(change: (bytes: Buffer) => void) {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
}

/** Flips one bit of the first entry of an index. */
async function flip(index: string, offset: number) {
  const { rootpage } = await within(({ orm }) =>
    orm.get<{ rootpage: number }>(sql`select rootpage from sqlite_master where name = ${index}`),
  );
  spoil((bytes) => {
    const page = bytes.subarray((rootpage - 1) * PAGE, rootpage * PAGE);
    const at = page.readUInt16BE(8) + offset;
    page.writeUInt8(page.readUInt8(at) ^ 1, at);
  });
}

/** The damage that is found in the file, and in a backup of it. */
async function found(): Promise<{ inFile: Damage[]; inCopy: Damage[] }> {
  const copy = join(folder, 'copy.db');
  const inFile = await within(findDamage);
  await backUp(`file:${file}`, copy);
  return { inFile, inCopy: await within(findDamage, { of: copy, mode: 'rw', plain: true }) };
}

describe('a changed byte is found in the file and in a backup of the file', () => {
  it.each([
    ['in the index of prices', 'items_for_sale_by_price', 4],
    ['in the index of usernames', 'users_username_key_unique', 4],
  ])('%s', async (_, index, offset) => {
    await flip(index, offset);
    const { inFile, inCopy } = await found();
    for (const damage of [inFile, inCopy]) {
      expect(damage[0]?.rule).toBe('The database file is whole.');
      expect(damage[0]?.what).toContain(index);
    }
  });

  it('in the search index', async () => {
    spoil((bytes) => {
      for (let at = bytes.indexOf('green'); at >= 0; at = bytes.indexOf('green', at)) {
        if (bytes.subarray(at - 2, at).toString() === 'A ') at += 1;
        else bytes.write('grean', at);
      }
    });
    const { inFile, inCopy } = await found();
    for (const damage of [inFile, inCopy]) {
      expect(damage).toEqual([
        {
          rule: 'The index of the search is that of the items.',
          what: expect.stringContaining('malformed'),
        },
      ]);
    }
  });
});

it('an undamaged file passes, and is not changed', async () => {
  const before = readFileSync(file);
  expect(await found()).toEqual({ inFile: [], inCopy: [] });
  expect(readFileSync(file).equals(before)).toBe(true);
});
