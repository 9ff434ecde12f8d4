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

it.skipIf(process.platform === 'win32')('a program that says its version is a browser', () => {
  expect(isRunningBrowser(program('chromium', '#!/bin/sh\necho Chromium 156.0.1'))).toBe(true);
});

it.skipIf(process.platform === 'win32').each([
  ['is no program', 'Not a program.', 0o755],
  ['may not be run', '#!/bin/sh\necho Chromium 156.0.1', 0o644],
  [
    'lacks a library',
    '#!/bin/sh\necho libnss3.so: cannot open shared object file >&2; exit 127',
    0o755,
  ],
  ['says no version', '#!/bin/sh\ntrue', 0o755],
])('a file that %s is no browser', (name, text, mode) => {
  expect(isRunningBrowser(program(name, text, mode))).toBe(false);
});

it('neither is a folder, or nothing', () => {
  expect(isRunningBrowser(folder)).toBe(false);
  expect(isRunningBrowser(join(folder, 'nothing'))).toBe(false);
});
