import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How an operator calls the command line: through npm in a checkout, by its file in a release. */
export const MARKET_COMMAND = releasedCommand() ?? 'npm run market --';

/** In a release, the program that was started lies beside this file, which is part of a bundle. */
function releasedCommand(): string | null {
  const file = fileURLToPath(import.meta.url);
  const folder = dirname(file);
  const isRelease = file.endsWith('.mjs') && dirname(resolve(process.argv[1] ?? '')) === folder;
  return isRelease ? `node ${relative('.', resolve(folder, 'market.mjs'))}` : null;
}
