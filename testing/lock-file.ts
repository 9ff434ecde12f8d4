import semver from 'semver';

/** A package in `package-lock.json`, with the fields that the check reads. */
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

/** The lock file. The package with the empty path is the market itself. */
export type LockFile = { packages: Record<string, LockedPackage> };

/** The database driver runs on some systems only, so the market runs on the same systems only. */
const ALLOWED_FOR_SOME_SYSTEMS = ['node_modules/libsql'];

/**
 * Finds what would make an installation fail with an older npm, on another system, from another
 * registry, or with the oldest Node of each line in `engines`.
 * @returns one sentence for each fault
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
    if (!ALLOWED_FOR_SOME_SYSTEMS.includes(path)) {
      faults.push('is for some systems only, but not optional');
    }
  }
  // A bundled package has no checksum of its own: the checksum of the outer package covers it.
  if (!locked.integrity && !locked.inBundle) faults.push('has no checksum (integrity)');
  if (locked.resolved) faults.push(`names the registry that it came from (${locked.resolved})`);
  const { node = '*' } = locked.engines ?? {};
  // npm skips an optional package that does not run on the installed Node.
  const excluded = oldest.filter((version) => !semver.satisfies(version, node));
  if (!locked.optional && excluded.length > 0) {
    faults.push(`does not run on Node ${excluded.join(' and ')}, only on ${node}`);
  }
  return faults;
}
