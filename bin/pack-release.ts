import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VERSION } from '@/lib/version';
import { builtServer } from './build.ts';

// `npm run release` runs this program. It makes an archive with a built market for systems of the
// same kind as this machine. The archive needs only Node to run.

const FOLDER = 'release';

const name = `market-${VERSION}-${system()}`;
const staged = join(FOLDER, name);
const archive = `${staged}.tar.gz`;

rmSync(staged, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
cpSync(dirname(builtServer()), staged, { recursive: true });
for (const file of ['README.md', 'LICENSE', '.env.example']) cpSync(file, join(staged, file));
const { status, error } = spawnSync('tar', ['-czf', `${name}.tar.gz`, name], {
  cwd: FOLDER,
  stdio: 'inherit',
});
rmSync(staged, { recursive: true });
if (status === 0) {
  console.log(`${archive}, ${Math.round(statSync(archive).size / 1e6)} MB: unpack it, and run`);
  console.log(`node ${name}/start.mjs in the folder that is to hold the data.`);
} else {
  console.error(`The archive could not be made${error ? `: ${error.message}` : ''}.`);
  process.exitCode = 1;
}

/** The kind of system on which a build of this machine runs. */
function system(): string {
  const { platform, arch } = process;
  if (platform !== 'linux') return `${platform}-${arch}`;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return `${platform}-${arch}${header.glibcVersionRuntime ? '' : '-musl'}`;
}
