import { describe, expect, it } from 'vitest';
import { faultsOfLockFile, type LockedPackage } from './lock-file.ts';

const MARKET = { engines: { node: '^20.19.0 || >=22.12.0' } };
const SOUND = { version: '1.0.0', integrity: 'sha512-abc' };

function faultsOf(locked: LockedPackage, path = 'node_modules/thing'): string[] {
  return faultsOfLockFile({ packages: { '': MARKET, [path]: { ...SOUND, ...locked } } });
}

describe('the lock file', () => {
  it.each<[string, LockedPackage, string]>([
    ['belongs to nothing', { extraneous: true }, 'is extraneous: no package depends on it'],
    ['is for one system', { os: ['aix'] }, 'is for some systems only, but not optional'],
    ['is for one processor', { cpu: ['ppc64'] }, 'is for some systems only, but not optional'],
    ['has no checksum', { integrity: undefined }, 'has no checksum (integrity)'],
    [
      'names its registry',
      { resolved: 'https://registry.example/thing.tgz' },
      'names the registry that it came from (https://registry.example/thing.tgz)',
    ],
    [
      'needs a newer Node than the oldest',
      { engines: { node: '>=22.12.0' } },
      'does not run on Node 20.19.0, only on >=22.12.0',
    ],
    [
      'needs a newer Node than the oldest of a later line',
      { engines: { node: '^20.9.0 || >=22.13.0' } },
      'does not run on Node 22.12.0, only on ^20.9.0 || >=22.13.0',
    ],
  ])('is refused with a package that %s', (_, locked, fault) => {
    expect(faultsOf(locked)).toEqual([`node_modules/thing ${fault}.`]);
  });

  it('may have an optional package for other systems, and for a newer Node', () => {
    expect(faultsOf({ optional: true, os: ['aix'], engines: { node: '>=24' } })).toEqual([]);
  });

  it('may have the database driver, which runs on some systems only', () => {
    expect(faultsOf({ os: ['linux'], cpu: ['x64'] }, 'node_modules/libsql')).toEqual([]);
  });

  it('may have a bundled package without a checksum', () => {
    expect(faultsOf({ integrity: undefined, inBundle: true })).toEqual([]);
  });

  it('is refused for Node 20.9, because vite needs a newer Node', () => {
    const packages = {
      '': { engines: { node: '>=20.9' } },
      'node_modules/vite': { ...SOUND, engines: { node: '^20.19.0 || >=22.12.0' } },
    };
    expect(faultsOfLockFile({ packages })).toEqual([
      'node_modules/vite does not run on Node 20.9.0, only on ^20.19.0 || >=22.12.0.',
    ]);
  });
});
