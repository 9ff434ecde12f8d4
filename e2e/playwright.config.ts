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
  // Most tests run without animations. dialog.spec.ts runs with animations.
  contextOptions: { reducedMotion: 'reduce' },
  viewport: { width: 1280, height: 800 },
  screenshot: 'only-on-failure',
  launchOptions: {
    // logout.spec.ts and look.spec.ts need the whole browser, and choose it themselves.
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
  // The tests of a worker share one server, and run one after another.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  // Every task must be possible without JavaScript, so its test runs with and without JavaScript.
  projects: [
    { name: 'js-on', use: { ...desktop, javaScriptEnabled: true } },
    { name: 'js-off', use: { ...desktop, javaScriptEnabled: false }, grepInvert: /@js-on/ },
  ],
});
