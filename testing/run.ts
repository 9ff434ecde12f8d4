import { build, isBuilt } from '../bin/build.ts';
import { findChromium } from '../e2e/browser.ts';
import { NoBrowserError } from '../e2e/choose-browser.ts';
import { check } from './check.ts';
import { allPassed, type Outcome, summaryOf } from './outcome.ts';
import { runBrowserTests, runHttpTests, runUnitTests } from './suites.ts';

// `npm test` runs this program. It runs every part, even when an earlier part has failed. `check`
// runs only the first part. `e2e` runs the parts that need the built server, with arguments for
// Playwright. `--smoke` runs the types and a few test files, to see whether tests run at all on a
// machine.

const SMOKE = {
  unit: ['db/client.test.ts', 'lib/trading/mutations.test.ts'],
  http: ['e2e/http/contract.test.ts'],
};

const USAGE = 'npm test takes no arguments but --smoke. For one part: npm run test:unit, test:e2e.';

function main([what, ...args]: string[]): Outcome[] {
  if (what === undefined) {
    return [check({ typesOnly: false }), runUnitTests(), ...runBuilt([])];
  }
  if (what === 'e2e') return runBuilt(args);
  if (args.length > 0) throw new Error(USAGE);
  if (what === 'check') return [check({ typesOnly: false })];
  if (what !== '--smoke') throw new Error(USAGE);
  return [
    check({ typesOnly: true }),
    runUnitTests(SMOKE.unit),
    isReady() ? runHttpTests(SMOKE.http) : notRun('HTTP', 'the build failed'),
  ];
}

/** Tests the built server over HTTP, and in a browser if a browser is found. */
function runBuilt(browserArgs: string[]): Outcome[] {
  if (!isReady()) return ['HTTP', 'browser'].map((part) => notRun(part, 'the build failed'));
  // The search comes first, because it may install a browser.
  const missing = whyNoBrowser();
  if (missing) console.error(missing);
  return [runHttpTests(), missing ? notRun('browser', 'no browser') : runBrowserTests(browserArgs)];
}

function isReady(): boolean {
  return isBuilt() || build() === 0;
}

/** Prints what to do when no browser is found. @returns the same message, or null with a browser */
function whyNoBrowser(): string | null {
  try {
    findChromium();
    return null;
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error;
    console.error(error.message);
    return error.message;
  }
}

const notRun = (part: string, why: string): Outcome => ({
  part,
  passed: 0,
  skipped: 0,
  failures: [],
  notRun: why,
});

try {
  const outcomes = main(process.argv.slice(2));
  console.log(`\n${summaryOf(outcomes)}`);
  process.exitCode = allPassed(outcomes) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
