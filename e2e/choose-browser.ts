/** A way to install a Chromium. */
export type Way =
  | "Debian's packages"
  | "Playwright's download with the libraries it needs"
  | "Playwright's download";

/** The facts about a machine that decide in which browser the tests run. */
export type Machine = {
  /** The id of the user. Undefined on Windows, where users have no such number. */
  uid: number | undefined;
  /** Whether the machine has Debian's packages. Ubuntu counts too. */
  debian: boolean;
  /** The value of CHROMIUM_PATH. */
  named: string | undefined;
  /** The paths where a browser may be, the best first. Called again after each installation. */
  places(): string[];
  /** Whether the program at this path is a browser that runs. */
  answers(path: string): boolean;
  /** Tries to install a browser. */
  install(way: Way): void;
};

/** There is no browser to test with. The message says what to do. */
export class NoBrowserError extends Error {}

/** The Debian packages that the browser tests need. */
export const PACKAGES = ['chromium', 'chromium-headless-shell', 'fonts-liberation'];

/**
 * The path of a browser that runs: the program that CHROMIUM_PATH names, or a program that the
 * machine has, or a program that is installed now.
 * @throws NoBrowserError when no browser runs and none can be installed
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
