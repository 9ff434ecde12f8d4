import semver from 'semver';

/** A package in `package-lock.json`, as far as the check looks at it. */
export type LockedPackage = {
  version?: string;
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  extraneous?: boolean;
  inBundle?: boolean;
  os?: string[];
  cpu?: string[];
  engines?: { node?: string };
};

/** The lock file; the package with an empty path is the market itself. */
export type LockFile = { packages: Record<string, LockedPackage> };

/** The database driver needs one of its systems, and so does the market. */
const NEEDED_IN_SPITE_OF_ITS_SYSTEMS = ['node_modules/libsql'];

/**
 * What would keep somebody from installing the market, each in a sentence: with an older npm, on
 * another system, from another registry, or with the oldest Node of each line that `engines` allows.
 */
export function faultsOfLockFile({ packages }: LockFile): string[] {
  const { '': market, ...installed } = packages;
  const range = market?.engines?.node ?? '*';
  const oldest = range.split('||').map((line) => semver.minVersion(line)?.version ?? '0.0.0');
  return Object.entries(installed).flatMap(([path, locked]) =>
    faultsOf(path, locked, oldest).map((fault) => `${path} ${fault}.`),
  );
}

function faultsOf(path: string, locked: LockedPackage, oldest: string[]): string[] {
  const faults: string[] = [];
  if (locked.extraneous) faults.push('is extraneous: no package depends on it');
  if ((locked.os || locked.cpu) && !locked.optional) {
    if (!NEEDED_IN_SPITE_OF_ITS_SYSTEMS.includes(path)) {
      faults.push('is for some systems only, but not optional');
    }
  }
  // What comes within another package is covered by the checksum of that package.
  if (!locked.integrity && !locked.inBundle) faults.push('has no checksum (integrity)');
  if (locked.resolved) faults.push(`names the registry that it came from (${locked.resolved})`);
  const { node = '*' } = locked.engines ?? {};
  // npm leaves out an optional package that does not run on the Node at hand.
  const excluded = oldest.filter((version) => !semver.satisfies(version, node));
  if (!locked.optional && excluded.length > 0) {
    faults.push(`does not run on Node ${excluded.join(' and ')}, only on ${node}`);
  }
  return faults;
}
