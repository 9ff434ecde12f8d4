import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a small file that only its owner may read: whoever looks finds the old text or the new. */
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

/** Makes what a file holds durable. Never of a database that this process has open: see `wal-mark.ts`. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes durable what was renamed, made or removed in the folder of a file. */
export function syncFolder(file: string): void {
  // Windows opens no folders, and has nothing to be done here.
  if (process.platform === 'win32') return;
  const descriptor = openSync(dirname(file), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
