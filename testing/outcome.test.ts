import { describe, expect, it } from 'vitest';
import { allPassed, countPlaywright, countVitest, type Outcome, told } from './outcome.ts';

const outcome = (part: string, rest: Partial<Outcome> = {}): Outcome => ({
  part,
  passed: 2,
  skipped: 0,
  failures: [],
  ...rest,
});

describe('the tests of vitest are counted', () => {
  const file = (status: string, ...statuses: string[]) => ({
    name: '/market/db/some.test.ts',
    status,
    assertionResults: statuses.map((one) => ({ fullName: `a test that ${one}`, status: one })),
  });

  it('by what became of each', () => {
    const testResults = [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'failed')];
    expect(countVitest({ testResults }, '/market/')).toEqual({
      passed: 1,
      skipped: 2,
      failures: ['db/some.test.ts: a test that failed'],
    });
  });

  it('and a file that could not be loaded is a failure', () => {
    expect(countVitest({ testResults: [file('failed')] }, '/market/').failures).toEqual([
      'db/some.test.ts: (the file itself)',
    ]);
  });

  it('and so is a file that fails after its tests have passed', () => {
    expect(countVitest({ testResults: [file('failed', 'passed')] })).toMatchObject({
      passed: 1,
      failures: ['/market/db/some.test.ts: (the file itself)'],
    });
  });
});

it('the tests of Playwright are counted in suites within suites, in each project', () => {
  const spec = (...statuses: string[]) => ({
    title: 'buys',
    file: 'trade.spec.ts',
    tests: statuses.map((status, index) => ({ projectName: `project ${index}`, status })),
  });
  const suites = [
    { suites: [{ specs: [spec('expected', 'unexpected')] }], specs: [spec('flaky')] },
  ];
  const errors = [{ message: 'No server\n  at line 1' }];
  expect(countPlaywright({ suites: [...suites, { specs: [spec('skipped')] }], errors })).toEqual({
    passed: 1,
    skipped: 1,
    failures: ['trade.spec.ts: buys (project 1)', 'trade.spec.ts: buys (project 0)', 'No server'],
  });
});

describe('a run', () => {
  it('that passed says how much', () => {
    const outcomes = [outcome('check'), outcome('HTTP', { skipped: 6 })];
    expect(told(outcomes)).toBe(
      'check passed (2) · HTTP passed (2, 6 not tried)\n4 passed, 0 failed',
    );
    expect(allPassed(outcomes)).toBe(true);
  });

  it('in which tests failed names them, and counts them in their part', () => {
    const outcomes = [outcome('check'), outcome('HTTP', { failures: ['a: b'], skipped: 1 })];
    expect(told(outcomes)).toBe(
      [
        'failed  HTTP  a: b',
        'check passed (2) · HTTP 1 of 4 failed, 1 not tried',
        '4 passed, 1 failed',
      ].join('\n'),
    );
    expect(allPassed(outcomes)).toBe(false);
  });

  it('of which a part was not run has failed, and says why and what to do', () => {
    const missing = { passed: 0, notRun: 'no browser', advice: 'Install one.' };
    const outcomes = [outcome('check'), outcome('browser', missing)];
    expect(told(outcomes)).toBe(
      'Install one.\ncheck passed (2) · browser not run: no browser\n2 passed, 1 failed',
    );
    expect(allPassed(outcomes)).toBe(false);
  });
});
