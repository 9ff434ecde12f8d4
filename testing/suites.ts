import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { countPlaywright, countVitest, type Outcome } from './outcome.ts';

const VITEST = 'node_modules/vitest/vitest.mjs';
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

/** Runs the tests beside the sources: all of them, or only these files. */
export function runUnitTests(files: string[] = []): Outcome {
  return runVitest('unit tests', files);
}

/** Runs the HTTP tests of the built server: all of them, or only these files. */
export function runHttpTests(files: string[] = []): Outcome {
  return runVitest('HTTP', ['--config', 'e2e/vitest.config.ts', ...files]);
}

/** Runs the browser tests of the built server. @param args further arguments for Playwright */
export function runBrowserTests(args: string[] = []): Outcome {
  const command = [PLAYWRIGHT, 'test', '--config', 'e2e/playwright.config.ts'];
  return withReport('browser', countPlaywright, (report) => ({
    command: [...command, '--reporter=list,json', ...args],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  }));
}

function runVitest(part: string, args: string[]): Outcome {
  const count = (report: Parameters<typeof countVitest>[0]) =>
    countVitest(report, `${resolve('.').replaceAll('\\', '/')}/`);
  return withReport(part, count, (report) => ({
    command: [
      VITEST,
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
  }));
}

/** Runs a suite that writes a report file, and counts the tests in the report. */
function withReport<Report>(
  part: string,
  count: (report: Report) => Omit<Outcome, 'part'>,
  suite: (report: string) => { command: string[]; env?: Record<string, string> },
): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'market-report-'));
  try {
    const report = join(folder, 'report.json');
    const { command, env } = suite(report);
    const { status, signal } = spawnSync(process.execPath, command, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const counts = existsSync(report)
      ? count(JSON.parse(readFileSync(report, 'utf8')))
      : { passed: 0, skipped: 0, failures: [] };
    if (status !== 0 && counts.failures.length === 0) {
      counts.failures.push(signal ? `ended by ${signal}` : `ended with exit code ${status}`);
    }
    return { part, ...counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
