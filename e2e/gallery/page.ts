import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The gallery of all parts as a page of a market: with the market's own header, footer and
 * stylesheets, and without scripts, which would put the page of the market back.
 * @param shell the HTML of any page of the market
 */
export async function galleryPage(shell: string): Promise<string> {
  const print = ['--import', 'tsx', 'e2e/gallery/print.tsx'];
  const { stdout } = await promisify(execFile)(process.execPath, print, { maxBuffer: 10_000_000 });
  return shell
    .replace(/<title>.*?<\/title>/, '<title>Parts · Market</title>')
    .replace(/(<main\b[^>]*>).*(<\/main>)/s, (_, start, end) => start + stdout + end)
    .replaceAll(/<script\b.*?<\/script>/gs, '');
}
