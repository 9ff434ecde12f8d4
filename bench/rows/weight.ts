import { gzipSync } from 'node:zlib';
import { newMember } from '../../e2e/support/client.ts';
import type { Row } from '../row.ts';

// The App Router's own scripts on an empty page, compressed.
const FRAMEWORK = 134_500;

/** What a first visit to the market costs to carry. */
export const weight: Row = {
  name: 'weight',
  async measure(start) {
    const server = await start();
    const member = await newMember(server.url);
    await member.get('/market');
    const html = await (await member.get('/market')).text();
    const size = async (paths: string[]) => {
      let bytes = 0;
      for (const path of paths) {
        bytes += gzipSync(Buffer.from(await (await member.get(path)).arrayBuffer())).length;
      }
      return bytes;
    };
    const found = (pattern: RegExp) => [
      ...new Set([...html.matchAll(pattern)].map(([, path]) => path ?? '')),
    ];
    const styles = await size(found(/<link rel="stylesheet" href="([^"]+)"/g));
    const scripts = found(/<script src="([^"]+)"(?![^>]*noModule)/g);
    const script = await size(scripts);
    const page = gzipSync(html).length;
    return [
      figure('HTML of /market, gzip', page, 14_000),
      figure('CSS of /market, gzip', styles, 14_000),
      figure('JavaScript of /market, gzip', script, FRAMEWORK + 15_000),
    ];
  },
};

function figure(what: string, bytes: number, most: number) {
  return { what, seen: kilobytes(bytes), target: `≤ ${kilobytes(most)}`, met: bytes <= most };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
