/** The result of one part of the tests. */
export type Outcome = {
  part: string;
  passed: number;
  /** The number of tests that skipped themselves, because the machine lacks something. */
  skipped: number;
  /** The names of the failed tests. */
  failures: string[];
  /** The reason why the part was not run, in a few words. */
  notRun?: string;
  /** What to do, so that the part can run. */
  advice?: string;
};

/** The fields of vitest's JSON report that are used here. */
export type VitestReport = {
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: { title: string; file: string; tests: { projectName: string; status: string }[] }[];
};

/** The fields of Playwright's JSON report that are used here. */
export type PlaywrightReport = { suites: PlaywrightSuite[]; errors: { message?: string }[] };

type Counts = Omit<Outcome, 'part'>;

/**
 * Counts the tests in vitest's report. A file that could not be loaded counts as a failed test.
 * @param folder a prefix that is removed from file names
 */
export function countVitest({ testResults }: VitestReport, folder = ''): Counts {
  const tests = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = name.replace(folder, '');
    if (status === 'failed' && assertionResults.every((test) => test.status !== 'failed')) {
      return [...assertionResults, { status: 'failed', fullName: '(the file itself)' }].map(
        (test) => ({ ...test, file }),
      );
    }
    return assertionResults.map((test) => ({ ...test, file }));
  });
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').length,
    failures: tests
      .filter(({ status }) => status === 'failed')
      .map(({ file, fullName }) => `${file}: ${fullName}`),
  };
}

/** Counts the tests in Playwright's report. A test that passed only in a second try has failed. */
export function countPlaywright({ suites, errors }: PlaywrightReport): Counts {
  const tests = suites.flatMap(testsOf);
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    skipped: tests.filter(({ status }) => status === 'skipped').length,
    failures: [
      ...tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ name }) => name),
      ...errors.map(({ message = 'an error' }) => message.split('\n')[0] ?? ''),
    ],
  };
}

function testsOf({ suites = [], specs = [] }: PlaywrightSuite): { name: string; status: string }[] {
  return [
    ...suites.flatMap(testsOf),
    ...specs.flatMap(({ file, title, tests }) =>
      tests.map(({ projectName, status }) => ({
        status,
        name: `${file}: ${title} (${projectName})`,
      })),
    ),
  ];
}

/** Whether every part was run and no test failed. */
export function allPassed(outcomes: Outcome[]): boolean {
  return outcomes.every(({ failures, notRun }) => failures.length === 0 && !notRun);
}

/**
 * The last lines of a run: the failed tests, the advice, one line with the result of each part, and
 * the sums. A part that was not run counts as one failure.
 */
export function summaryOf(outcomes: Outcome[]): string {
  const failures = outcomes.flatMap(({ part, failures }) =>
    failures.map((failure) => `failed  ${part}  ${failure}`),
  );
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce(
    (sum, { failures, notRun }) => sum + (notRun ? 1 : failures.length),
    0,
  );
  const parts = outcomes.map(partSummary).join(' · ');
  const advice = outcomes.flatMap((outcome) => outcome.advice ?? []);
  return [...failures, ...advice, parts, `${passed} passed, ${failed} failed`].join('\n');
}

function partSummary({ part, passed, skipped, failures, notRun }: Outcome): string {
  if (notRun) return `${part} not run: ${notRun}`;
  const notTried = skipped > 0 ? `${skipped} not tried` : '';
  if (failures.length > 0) {
    const all = passed + skipped + failures.length;
    return [`${part} ${failures.length} of ${all} failed`, notTried].filter(Boolean).join(', ');
  }
  return `${part} passed (${[passed, notTried].filter(Boolean).join(', ')})`;
}
