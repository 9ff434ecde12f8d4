import {
  defineConfig,
  devices,
  type PlaywrightTestOptions,
  type PlaywrightWorkerOptions,
} from '@playwright/test';
import { findChromium, findHeadlessShell } from './browser.ts';

const desktop: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  ...devices['Desktop Chrome'],
  locale: 'en',
  timezoneId: 'UTC',
  // Motion explains, it is never waited for; dialog.spec.ts runs with it.
  contextOptions: { reducedMotion: 'reduce' },
  viewport: { width: 1280, height: 800 },
  screenshot: 'only-on-failure',
  launchOptions: {
    // What takes the whole browser says so: logout.spec.ts, look.spec.ts.
    executablePath: findHeadlessShell() ?? findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
};

export default defineConfig({
  globalSetup: './built.ts',
  testDir: 'browser',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  snapshotPathTemplate: '{testDir}/looks/{arg}{ext}',
  // The server of a worker is shared by its tests, which therefore never run side by side.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  // Every task runs twice: JavaScript adds comfort, never the ability to do something.
  projects: [
    { name: 'js-on', use: { ...desktop, javaScriptEnabled: true } },
    { name: 'js-off', use: { ...desktop, javaScriptEnabled: false }, grepInvert: /@js-on/ },
  ],
});
