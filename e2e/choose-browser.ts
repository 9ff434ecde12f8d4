/** A way to have a Chromium when the machine has none. */
export type Way =
  | "Debian's packages"
  | "Playwright's download with the libraries it needs"
  | "Playwright's download";

/** A machine, as far as it decides which browser tests run in. */
export type Machine = {
  /** The number of the user; undefined where users have none, as on Windows. */
  uid: number | undefined;
  /** Whether it has the packages of Debian, as Ubuntu does too. */
  debian: boolean;
  /** What CHROMIUM_PATH names. */
  named: string | undefined;
  /** Where a browser may be, the best first; asked again after each installation. */
  places(): string[];
  /** Whether the program at this path is a browser that runs. */
  answers(path: string): boolean;
  /** Tries to install a browser. */
  install(way: Way): void;
};

/** There is no browser to test with; the message says what to do. */
export class NoBrowserError extends Error {}

/** The packages of Debian that the browser tests run with. */
export const PACKAGES = ['chromium', 'chromium-headless-shell', 'fonts-liberation'];

/**
 * The path of a browser that runs: the one CHROMIUM_PATH names, or one that the machine has, or one
 * that is installed now.
 * @throws NoBrowserError when there is none and none can be installed
 */
export function chooseBrowser(machine: Machine): string {
  const { named } = machine;
  if (named) {
    if (machine.answers(named)) return named;
    throw new NoBrowserError(`CHROMIUM_PATH names ${named}, which is no browser that runs.`);
  }
  const find = () => machine.places().find(machine.answers);
  const found = find();
  if (found) return found;
  for (const way of waysToInstall(machine)) {
    machine.install(way);
    const installed = find();
    if (installed) return installed;
  }
  throw new NoBrowserError(
    `No Chromium or Chrome runs on this machine: install it (Debian: sudo apt-get install ${PACKAGES.join(' ')}; ` +
      'elsewhere: npx playwright install --with-deps chromium), or set CHROMIUM_PATH to the path of its program.',
  );
}

/** The ways to install a browser that may work for this user on this machine, the best first. */
export function waysToInstall({ uid, debian }: Pick<Machine, 'uid' | 'debian'>): Way[] {
  return uid === 0 && debian
    ? ["Debian's packages", "Playwright's download with the libraries it needs"]
    : ["Playwright's download"];
}
