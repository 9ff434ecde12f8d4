import { chmodSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backUp } from './backup.ts';
import { syncFolder } from './durable-file.ts';
import { stamp } from './stamp.ts';

/** Why a copy of a database was kept beside it. */
export type Reason = 'before-update' | 'before-restore';

const MOST_BEFORE_UPDATES = 3;

/** What a copy that is kept now is called. */
export function keptName(file: string, reason: Reason): string {
  return `${file}.${reason}-${stamp()}`;
}

/** The copies of a database that were kept beside it, the newest first. */
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
 * Copies a database before it is brought up to date, and keeps the newest three such copies.
 * @returns the copy's name
 * @throws what `backUp` throws
 */
export async function keepBeforeUpdate(url: string, file: string): Promise<string> {
  const kept = keptName(file, 'before-update');
  const unfinished = `${file}.before-update.part`;
  rmSync(unfinished, { force: true });
  await backUp(url, unfinished);
  renameSync(unfinished, kept);
  syncFolder(kept);
  for (const old of listKept(file, 'before-update').slice(MOST_BEFORE_UPDATES)) rmSync(old);
  return kept;
}

/** Takes the files of a database from everybody but their owner. Nothing is opened. */
export function restrictToOwner(file: string): void {
  const ends = ['', '-wal', '-shm', '-mark', '-server'];
  const kept = [...listKept(file, 'before-update'), ...listKept(file, 'before-restore')];
  for (const name of [...ends.map((end) => file + end), ...kept]) {
    const found = statSync(name, { throwIfNoEntry: false });
    if (found && found.mode & 0o077) chmodSync(name, 0o600);
  }
}
