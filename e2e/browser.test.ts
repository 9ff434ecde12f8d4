import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isRunningBrowser } from './browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'market-browser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, text: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  return path;
}

it.skipIf(process.platform === 'win32')('accepts a program that prints its version', () => {
  expect(isRunningBrowser(program('chromium', '#!/bin/sh\necho Chromium 156.0.1'))).toBe(true);
});

it.skipIf(process.platform === 'win32').each([
  ['is no program', 'Not a program.', 0o755],
  ['has no permission to run', '#!/bin/sh\necho Chromium 156.0.1', 0o644],
  [
    'lacks a library',
    '#!/bin/sh\necho libnss3.so: cannot open shared object file >&2; exit 127',
    0o755,
  ],
  ['prints no version', '#!/bin/sh\ntrue', 0o755],
])('rejects a file that %s', (name, text, mode) => {
  expect(isRunningBrowser(program(name, text, mode))).toBe(false);
});

it('rejects a folder and a missing file', () => {
  expect(isRunningBrowser(folder)).toBe(false);
  expect(isRunningBrowser(join(folder, 'nothing'))).toBe(false);
});
