import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, inject } from 'vitest';
import { type Database, openDatabase } from '../client.ts';
import { setDatabase } from '../database.ts';

export type TestDatabase = Database & { file: string };

/**
 * Gives every test of the file its own database file. `database()` returns it during the test.
 * @returns the current test's database
 */
export function databasePerTest(): () => TestDatabase {
  let current: TestDatabase | undefined;
  beforeEach(() => {
    const file = join(mkdtempSync(join(tmpdir(), 'market-test-')), 'market.db');
    copyFileSync(inject('baseDatabase'), file);
    current = { ...openDatabase({ url: `file:${file}` }), file };
    setDatabase(current);
  });
  afterEach(() => {
    current?.close();
    if (current) rmSync(join(current.file, '..'), { recursive: true, force: true });
    current = undefined;
  });
  return () => {
    if (!current) throw new Error('There is a database only inside a test.');
    return current;
  };
}
