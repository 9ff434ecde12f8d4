import { describe, expect, it } from 'vitest';
import { chooseBrowser, type Machine, NoBrowserError, type Way } from './choose-browser.ts';

/** A machine on which some programs run, and on which installations may bring more. */
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

describe('the browser to test with', () => {
  it('is the first that runs, and a file that does not run is passed over', () => {
    const { machine, tried } = machineOf({ runs: ['/usr/bin/chromium'] });
    expect(chooseBrowser(machine)).toBe('/usr/bin/chromium');
    expect(tried).toEqual([]);
  });

  it('is the one that CHROMIUM_PATH names, and no other when that does not run', () => {
    const runs = ['/opt/edge', '/usr/bin/chromium'];
    expect(chooseBrowser(machineOf({ runs, named: '/opt/edge' }).machine)).toBe('/opt/edge');
    expect(() => chooseBrowser(machineOf({ runs, named: '/opt/other' }).machine)).toThrow(
      'CHROMIUM_PATH names /opt/other, which is no browser that runs.',
    );
  });

  it('comes from Debian first, for root on Debian', () => {
    const { machine, tried } = machineOf({
      uid: 0,
      brings: { "Debian's packages": '/usr/bin/chromium' },
    });
    expect(chooseBrowser(machine)).toBe('/usr/bin/chromium');
    expect(tried).toEqual(["Debian's packages"]);
  });

  it('comes from Playwright with its libraries, for root when Debian has none', () => {
    const way = "Playwright's download with the libraries it needs";
    const { machine, tried } = machineOf({ uid: 0, brings: { [way]: '/playwright/chrome' } });
    expect(chooseBrowser(machine)).toBe('/playwright/chrome');
    expect(tried).toEqual(["Debian's packages", way]);
  });

  it.each([
    ['a plain user', { uid: 1000 }],
    ['root on another system', { uid: 0, debian: false }],
    ['a user of Windows', { uid: undefined, debian: false }],
  ])('comes from Playwright alone, for %s', (_, user) => {
    const brings = { "Playwright's download": '/playwright/chrome' };
    const { machine, tried } = machineOf({ ...user, brings });
    expect(chooseBrowser(machine)).toBe('/playwright/chrome');
    expect(tried).toEqual(["Playwright's download"]);
  });

  it('is missing when none runs after all was tried, and the packages are named', () => {
    const { machine } = machineOf({ brings: { "Playwright's download": '/elsewhere' } });
    expect(() => chooseBrowser(machine)).toThrow(NoBrowserError);
    expect(() => chooseBrowser(machine)).toThrow(
      'sudo apt-get install chromium chromium-headless-shell fonts-liberation',
    );
  });
});
