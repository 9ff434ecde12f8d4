import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SHELL = 'chromium-headless-shell';

/** Where installers put it on each system when it is not on the PATH. */
const PLACES: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) =>
    COMMANDS.map((name) => join(folder, name)),
  ),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder
      ? [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]
      : [];
  }),
};

/**
 * The path of a Chromium to test with: the one CHROMIUM_PATH names, Playwright's own, the system's,
 * or else one that is installed now.
 * @throws Error with one sentence on what to do, when there is none and none can be installed
 */
export function findChromium(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isFile(named)) throw new Error(`CHROMIUM_PATH names ${named}, but there is no such file.`);
    return named;
  }
  const found = installed();
  if (found) return found;

  console.error('No Chromium found; installing one for the browser tests.');
  for (const install of [installPlaywrights, installDebians]) {
    const path = install() ? installed() : undefined;
    if (path) return path;
  }
  throw new Error(
    'The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to the path of its program.',
  );
}

/**
 * The path of Chromium's headless shell, which has its pages and little of the program around them,
 * and so tests in three quarters of the time. Null when the system has none, or CHROMIUM_PATH names
 * what to test with.
 */
export function findHeadlessShell(): string | null {
  if (process.env.CHROMIUM_PATH) return null;
  return onPath([SHELL]).find(isFile) ?? null;
}

function installed(): string | undefined {
  const places = PLACES[process.platform] ?? [];
  return [chromium.executablePath(), ...onPath(COMMANDS), ...places].find(isFile);
}

function onPath(names: readonly string[]): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function installPlaywrights(): boolean {
  return run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
}

function installDebians(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  const packages = ['chromium', SHELL, 'fonts-liberation'];
  return (
    run('apt-get', ['update']) &&
    run('apt-get', ['install', '-y', '--no-install-recommends', ...packages])
  );
}

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
