import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a small file that only its owner may read. The change is atomic and durable: a reader, or
 * a start after a crash, finds the old text or the new text.
 * @throws the system's error when the file can't be written
 */
export function writeDurably(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.part`;
  const descriptor = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, file);
  syncFolder(file);
}

/**
 * Flushes a file to the disk. Not for a database that this process has open (see `wal-mark.ts`).
 */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Flushes a file's folder to the disk, so that renames, new files and removals in it are durable.
 */
export function syncFolder(file: string): void {
  // Windows can't open a folder as a file, and does not need this.
  if (process.platform === 'win32') return;
  const descriptor = openSync(dirname(file), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
