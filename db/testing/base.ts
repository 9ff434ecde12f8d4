import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openMigratedDatabase } from '../migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a migrated, empty database that every test copies. */
    baseDatabase: string;
  }
}

/** Creates the database that the tests copy. Runs once, before the first test. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'market-base-'));
  const file = join(folder, 'base.db');
  const database = await openMigratedDatabase({ url: `file:${file}` });
  await database.orm.run('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  project.provide('baseDatabase', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
