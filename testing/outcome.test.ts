import { describe, expect, it } from 'vitest';
import { allPassed, countPlaywright, countVitest, type Outcome, summaryOf } from './outcome.ts';

const outcome = (part: string, rest: Partial<Outcome> = {}): Outcome => ({
  part,
  passed: 2,
  skipped: 0,
  failures: [],
  ...rest,
});

describe('countVitest', () => {
  const file = (status: string, ...statuses: string[]) => ({
    name: '/market/db/some.test.ts',
    status,
    assertionResults: statuses.map((one) => ({ fullName: `a test that ${one}`, status: one })),
  });

  it('counts passed, skipped and failed tests', () => {
    const testResults = [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'failed')];
    expect(countVitest({ testResults }, '/market/')).toEqual({
      passed: 1,
      skipped: 2,
      failures: ['db/some.test.ts: a test that failed'],
    });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countVitest({ testResults: [file('failed')] }, '/market/').failures).toEqual([
      'db/some.test.ts: (the file itself)',
    ]);
  });

  it('counts a file that fails after its tests have passed as a failure', () => {
    expect(countVitest({ testResults: [file('failed', 'passed')] })).toMatchObject({
      passed: 1,
      failures: ['/market/db/some.test.ts: (the file itself)'],
    });
  });
});

it('countPlaywright counts tests in nested suites, once for each project', () => {
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

describe('summaryOf', () => {
  it('gives the numbers of a run that passed', () => {
    const outcomes = [outcome('check'), outcome('HTTP', { skipped: 6 })];
    expect(summaryOf(outcomes)).toBe(
      'check passed (2) · HTTP passed (2, 6 not tried)\n4 passed, 0 failed',
    );
    expect(allPassed(outcomes)).toBe(true);
  });

  it('names the failed tests, and counts them in their part', () => {
    const outcomes = [outcome('check'), outcome('HTTP', { failures: ['a: b'], skipped: 1 })];
    expect(summaryOf(outcomes)).toBe(
      [
        'failed  HTTP  a: b',
        'check passed (2) · HTTP 1 of 4 failed, 1 not tried',
        '4 passed, 1 failed',
      ].join('\n'),
    );
    expect(allPassed(outcomes)).toBe(false);
  });

  it('counts a part that was not run as a failure, with the reason and the advice', () => {
    const missing = { passed: 0, notRun: 'no browser', advice: 'Install one.' };
    const outcomes = [outcome('check'), outcome('browser', missing)];
    expect(summaryOf(outcomes)).toBe(
      'Install one.\ncheck passed (2) · browser not run: no browser\n2 passed, 1 failed',
    );
    expect(allPassed(outcomes)).toBe(false);
  });
});
