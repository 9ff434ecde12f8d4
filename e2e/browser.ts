import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { chooseBrowser, PACKAGES, type Way } from './choose-browser.ts';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SHELL = 'chromium-headless-shell';

/** Where installers put a browser on each system, when it is not on the PATH. */
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

const MINUTE_MS = 60_000;

/**
 * The path of a Chromium to test with. The order is: the program that CHROMIUM_PATH names,
 * Playwright's own, a program of the system, a program that is installed now. All processes of a
 * test run share the result.
 * @throws NoBrowserError when no browser runs and none can be installed; the message says what to do
 */
export function findChromium(): string {
  process.env.MARKET_CHROMIUM ??= chooseBrowser({
    uid: process.getuid?.(),
    debian: existsSync('/etc/debian_version'),
    named: process.env.CHROMIUM_PATH,
    places: () => [
      chromium.executablePath(),
      ...onPath(COMMANDS),
      ...(PLACES[process.platform] ?? []),
    ],
    answers: isRunningBrowser,
    install,
  });
  return process.env.MARKET_CHROMIUM;
}

/**
 * The path of Chromium's headless shell. The shell has no browser window, so tests need only three
 * quarters of the time. Null when the system has no shell, or when CHROMIUM_PATH is set.
 */
export function findHeadlessShell(): string | null {
  if (process.env.CHROMIUM_PATH) return null;
  process.env.MARKET_HEADLESS_SHELL ??= onPath([SHELL]).find(isRunningBrowser) ?? '';
  return process.env.MARKET_HEADLESS_SHELL || null;
}

/**
 * Whether a file is a browser that runs. A browser without a needed library does not print its
 * version. On Windows a browser would open a window, so there the file only has to exist.
 */
export function isRunningBrowser(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: MINUTE_MS / 2,
    killSignal: 'SIGKILL',
  });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

function onPath(names: readonly string[]): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
}

function install(way: Way): void {
  console.error(`No Chromium runs here; trying ${way}.`);
  if (way === "Debian's packages") {
    const timeouts = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1'];
    const chosen = ['install', '-y', '--no-install-recommends', ...PACKAGES];
    if (run('apt-get', [...timeouts, 'update'])) run('apt-get', [...timeouts, ...chosen]);
    return;
  }
  const libraries = way === "Playwright's download" ? [] : ['--with-deps'];
  const playwright = ['node_modules/@playwright/test/cli.js', 'install'];
  run(process.execPath, [...playwright, ...libraries, 'chromium']);
}

/** Runs a command that uses the network, for at most 10 minutes. Gives whether it succeeded. */
function run(command: string, args: string[]): boolean {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    timeout: 10 * MINUTE_MS,
    env: {
      DEBIAN_FRONTEND: 'noninteractive',
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
      ...process.env,
    },
  });
  return status === 0;
}
