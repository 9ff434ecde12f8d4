import { describe, expect, it } from 'vitest';
import { chooseBrowser, type Machine, NoBrowserError, type Way } from './choose-browser.ts';

/**
 * A machine on which the programs in `runs` run.
 * @param brings the program that each way to install adds
 */
function machineOf({
  runs = [],
  brings = {},
  ...rest
}: Partial<Machine> & { runs?: string[]; brings?: Partial<Record<Way, string>> }) {
  const running = new Set(runs);
  const tried: Way[] = [];
  const machine: Machine = {
    uid: 1000,
    debian: true,
    named: undefined,
    places: () => ['/playwright/chrome', '/usr/bin/chromium'],
    answers: (path) => running.has(path),
    install(way) {
      tried.push(way);
      const path = brings[way];
      if (path) running.add(path);
    },
    ...rest,
  };
  return { machine, tried };
}

describe('chooseBrowser', () => {
  it('gives the first program that runs, and skips a file that does not run', () => {
    const { machine, tried } = machineOf({ runs: ['/usr/bin/chromium'] });
    expect(chooseBrowser(machine)).toBe('/usr/bin/chromium');
    expect(tried).toEqual([]);
  });

  it('gives the program that CHROMIUM_PATH names, and fails when that program does not run', () => {
    const runs = ['/opt/edge', '/usr/bin/chromium'];
    expect(chooseBrowser(machineOf({ runs, named: '/opt/edge' }).machine)).toBe('/opt/edge');
    expect(() => chooseBrowser(machineOf({ runs, named: '/opt/other' }).machine)).toThrow(
      'CHROMIUM_PATH names /opt/other, which is no browser that runs.',
    );
  });

  it('installs Debian’s packages first, for root on Debian', () => {
    const { machine, tried } = machineOf({
      uid: 0,
      brings: { "Debian's packages": '/usr/bin/chromium' },
    });
    expect(chooseBrowser(machine)).toBe('/usr/bin/chromium');
    expect(tried).toEqual(["Debian's packages"]);
  });

  it('installs Playwright’s browser with its libraries, for root when Debian has none', () => {
    const way = "Playwright's download with the libraries it needs";
    const { machine, tried } = machineOf({ uid: 0, brings: { [way]: '/playwright/chrome' } });
    expect(chooseBrowser(machine)).toBe('/playwright/chrome');
    expect(tried).toEqual(["Debian's packages", way]);
  });

  it.each([
    ['a plain user', { uid: 1000 }],
    ['root on another system', { uid: 0, debian: false }],
    ['a user of Windows', { uid: undefined, debian: false }],
  ])('installs only Playwright’s browser, for %s', (_, user) => {
    const brings = { "Playwright's download": '/playwright/chrome' };
    const { machine, tried } = machineOf({ ...user, brings });
    expect(chooseBrowser(machine)).toBe('/playwright/chrome');
    expect(tried).toEqual(["Playwright's download"]);
  });

  it('throws and names the packages when no browser runs after all installations', () => {
    const { machine } = machineOf({ brings: { "Playwright's download": '/elsewhere' } });
    expect(() => chooseBrowser(machine)).toThrow(NoBrowserError);
    expect(() => chooseBrowser(machine)).toThrow(
      'sudo apt-get install chromium chromium-headless-shell fonts-liberation',
    );
  });
});
