import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What a built server's folder has among its packages: programs there load it, not a copy of it. */
const PACKAGES = ['@libsql/*', 'libsql', 'sharp', 'next', 'next/*'];

/**
 * Puts the programs of this folder beside a built server, each as one file of JavaScript that Node
 * runs as it is: `serve.mjs`, `market.mjs`, and what a release prepares itself with.
 * @param folder the server's, with its packages
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
    // For the parts of packages that are still written for `require`.
    banner: {
      js: "import { createRequire as marketRequire } from 'node:module';\nconst require = marketRequire(import.meta.url);",
    },
  });
  cpSync('db/migrations', join(folder, 'migrations'), { recursive: true });
  cpSync('bin/start.mjs', join(folder, 'start.mjs'));
}
