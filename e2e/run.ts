import { spawnSync } from 'node:child_process';
import { build, isBuilt } from '../bin/build.ts';
import { findChromium } from './browser.ts';

// What `npm run test:e2e` runs: both suites against the built server. Arguments go to Playwright.

function run(script: string, args: string[]): boolean {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  return status === 0;
}

function main(): number {
  if (!isBuilt() && build() !== 0) return 1;
  // One that has to be installed first is not waited for in the middle.
  findChromium();
  const suites = [
    run('node_modules/vitest/vitest.mjs', ['run', '--config', 'e2e/vitest.config.ts']),
    run('node_modules/@playwright/test/cli.js', [
      'test',
      '--config',
      'e2e/playwright.config.ts',
      ...process.argv.slice(2),
    ]),
  ];
  return suites.every(Boolean) ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
