import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * How an operator starts a command: `npm run market --` in a checkout, `node market.mjs` in a
 * release.
 */
export const MARKET_COMMAND = releasedCommand() ?? 'npm run market --';

/**
 * Null in a checkout. In a release, this code is in a bundle, beside the program that was started.
 */
function releasedCommand(): string | null {
  const file = fileURLToPath(import.meta.url);
  const folder = dirname(file);
  const isRelease = file.endsWith('.mjs') && dirname(resolve(process.argv[1] ?? '')) === folder;
  return isRelease ? `node ${relative('.', resolve(folder, 'market.mjs'))}` : null;
}
