import { chmodSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backUp } from './backup.ts';
import { syncFolder } from './durable-file.ts';
import { stamp } from './stamp.ts';

/** Why a copy of a database was kept beside it. */
export type Reason = 'before-update' | 'before-restore';

const MAX_UPDATE_COPIES = 3;

/** The path for a copy that is made now. */
export function keptName(file: string, reason: Reason): string {
  return `${file}.${reason}-${stamp()}`;
}

/** The paths of the copies that were kept beside a database, the newest first. */
export function listKept(file: string, reason: Reason): string[] {
  const folder = dirname(file);
  const pattern = new RegExp(`^\\.${reason}-\\d{8}-\\d{6}-\\d{3}$`);
  const name = basename(file);
  return readdirSync(folder)
    .filter((other) => other.startsWith(name) && pattern.test(other.slice(name.length)))
    .sort()
    .reverse()
    .map((other) => join(folder, other));
}

/**
 * Copies a database before its tables are updated. Keeps the newest three such copies.
 * @returns the path of the copy
 * @throws the errors of `backUp`
 */
export async function keepBeforeUpdate(url: string, file: string): Promise<string> {
  const kept = keptName(file, 'before-update');
  const unfinished = `${file}.before-update.part`;
  rmSync(unfinished, { force: true });
  await backUp(url, unfinished);
  renameSync(unfinished, kept);
  syncFolder(kept);
  for (const old of listKept(file, 'before-update').slice(MAX_UPDATE_COPIES)) rmSync(old);
  return kept;
}

/** Sets the files of a database to mode 0600, for their owner only. Does not open the files. */
export function restrictToOwner(file: string): void {
  const ends = ['', '-wal', '-shm', '-mark', '-server'];
  const kept = [...listKept(file, 'before-update'), ...listKept(file, 'before-restore')];
  for (const name of [...ends.map((end) => file + end), ...kept]) {
    const found = statSync(name, { throwIfNoEntry: false });
    if (found && found.mode & 0o077) chmodSync(name, 0o600);
  }
}
