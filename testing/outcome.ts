/** What came of one part of the tests. */
export type Outcome = {
  part: string;
  passed: number;
  /** How many tests the machine has not what it takes for, as the tests said themselves. */
  skipped: number;
  /** The name of each test that failed. */
  failures: string[];
  /** Why none of the part was run, in a few words. */
  notRun?: string;
  /** What to do about that. */
  advice?: string;
};

/** What vitest's JSON reporter writes, as far as it is read here. */
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

/** What Playwright's JSON reporter writes, as far as it is read here. */
export type PlaywrightReport = { suites: PlaywrightSuite[]; errors: { message?: string }[] };

type Counts = Omit<Outcome, 'part'>;

/** Counts the tests of a run of vitest; a file that could not be loaded is one that failed. */
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

/** Counts the tests of a run of Playwright; one that passed only when tried again has failed. */
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

/** Whether nothing failed, and all that was asked for was run. */
export function allPassed(outcomes: Outcome[]): boolean {
  return outcomes.every(({ failures, notRun }) => failures.length === 0 && !notRun);
}

/**
 * The last lines of a run: what failed, what to do about it, a line with what came of each part, and the sums. A part
 * that was not run counts as one failure.
 */
export function told(outcomes: Outcome[]): string {
  const failures = outcomes.flatMap(({ part, failures }) =>
    failures.map((failure) => `failed  ${part}  ${failure}`),
  );
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce(
    (sum, { failures, notRun }) => sum + (notRun ? 1 : failures.length),
    0,
  );
  const parts = outcomes.map(toldOfPart).join(' · ');
  const advice = outcomes.flatMap((outcome) => outcome.advice ?? []);
  return [...failures, ...advice, parts, `${passed} passed, ${failed} failed`].join('\n');
}

function toldOfPart({ part, passed, skipped, failures, notRun }: Outcome): string {
  if (notRun) return `${part} not run: ${notRun}`;
  const notTried = skipped > 0 ? `${skipped} not tried` : '';
  if (failures.length > 0) {
    const all = passed + skipped + failures.length;
    return [`${part} ${failures.length} of ${all} failed`, notTried].filter(Boolean).join(', ');
  }
  return `${part} passed (${[passed, notTried].filter(Boolean).join(', ')})`;
}
