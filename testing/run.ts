import { build, isBuilt } from '../bin/build.ts';
import { findChromium } from '../e2e/browser.ts';
import { NoBrowserError } from '../e2e/choose-browser.ts';
import { check } from './check.ts';
import { allPassed, type Outcome, told } from './outcome.ts';
import { runBrowserTests, runHttpTests, runUnitTests } from './suites.ts';

// What `npm test` runs: every part, whatever became of the part before. `check` runs the first part
// alone, `e2e` the parts that need the built server, with arguments for Playwright, and `--smoke`
// the types and a few test files: whether the tests run at all on a machine.

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

/** Tests the built server over HTTP, and in a browser when there is one. */
function runBuilt(browserArgs: string[]): Outcome[] {
  if (!isReady()) return ['HTTP', 'browser'].map((part) => notRun(part, 'the build failed'));
  // One that has to be installed first is not waited for in the middle.
  const missing = whyNoBrowser();
  if (missing) console.error(missing);
  return [runHttpTests(), missing ? notRun('browser', 'no browser') : runBrowserTests(browserArgs)];
}

function isReady(): boolean {
  return isBuilt() || build() === 0;
}

/** Says what to do when there is no browser to test with; null when there is one. */
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
  console.log(`\n${told(outcomes)}`);
  process.exitCode = allPassed(outcomes) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
