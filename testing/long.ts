import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build, isBuilt } from '../bin/build.ts';

// `npm run test:long` runs this program: the long form of every test that has two sizes, which are
// the tests that import `scale.ts`. Arguments are parts of paths, and select some of the tests.

const VITEST = 'node_modules/vitest/vitest.mjs';
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

const SUITES = [
  { folders: ['app', 'bin', 'db', 'lib'], command: [VITEST, 'run'] },
  { folders: ['e2e/http'], command: [VITEST, 'run', '--config', 'e2e/vitest.config.ts'] },
  {
    folders: ['e2e/browser'],
    command: [PLAYWRIGHT, 'test', '--config', 'e2e/playwright.config.ts'],
  },
];

/** The test files in these folders whose tests have two sizes. */
function testsOfTwoSizes(folders: string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => /\.(test|spec)\.ts$/.test(file))
    .filter((file) => /from '.*\/testing\/scale(\.ts)?'/.test(readFileSync(file, 'utf8')));
}

function main(parts: string[]): number {
  if (!isBuilt() && build() !== 0) return 1;
  const lines: string[] = [];
  let allPassed = true;
  for (const { folders, command } of SUITES) {
    const files = testsOfTwoSizes(folders).filter(
      (file) => parts.length === 0 || parts.some((part) => file.includes(part)),
    );
    for (const file of files) {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, [...command, file], {
        stdio: 'inherit',
        env: { MARKET_LONG: '1', ...process.env },
      });
      allPassed &&= status === 0;
      const minutes = (performance.now() - started) / 60_000;
      lines.push(
        `${status === 0 ? 'passed' : 'FAILED'}  ${minutes.toFixed(1).padStart(5)} min  ${file}`,
      );
    }
  }
  console.log(`\nNode ${process.versions.node}, ${availableParallelism()} processors`);
  console.log(lines.join('\n'));
  return allPassed ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
