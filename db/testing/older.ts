import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies the first `count` migrations into a folder. Returns the options of drizzle's `migrate`.
 */
export function firstMigrations(folder: string, count: number): { migrationsFolder: string } {
  const migrationsFolder = join(folder, 'migrations');
  cpSync('db/migrations', migrationsFolder, { recursive: true });
  const journal = join(migrationsFolder, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }));
  return { migrationsFolder };
}
