import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Packages that a built server's folder contains. The programs load them and bundle no copy. */
const PACKAGES = ['@libsql/*', 'libsql', 'sharp', 'next', 'next/*'];

/**
 * Bundles the programs of `bin` into a built server's folder, one JavaScript file each:
 * `serve.mjs`, `market.mjs` and `before-serving.mjs`. Copies `start.mjs` and the migrations.
 * @param folder the built server's folder, with its packages
 */
export function bundlePrograms(folder: string): void {
  buildSync({
    entryPoints: {
      serve: 'bin/serve.ts',
      market: 'bin/market.ts',
      'before-serving': 'bin/before-serving-in-release.ts',
    },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    external: PACKAGES,
    legalComments: 'eof',
    logLevel: 'warning',
    // Some packages call `require`, which ES modules do not have.
    banner: {
      js: "import { createRequire as marketRequire } from 'node:module';\nconst require = marketRequire(import.meta.url);",
    },
  });
  cpSync('db/migrations', join(folder, 'migrations'), { recursive: true });
  cpSync('bin/start.mjs', join(folder, 'start.mjs'));
}
