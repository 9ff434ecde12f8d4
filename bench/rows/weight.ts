import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../e2e/browser.ts';
import { newMember } from '../../e2e/support/client.ts';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import type { Figure, Row } from '../row.ts';

const PATHS = ['/', '/login', '/market', '/items/3'];

/**
 * The limits, in compressed bytes. An empty page of Next's App Router has 134,500 bytes of scripts.
 */
const MAX_BYTES = { document: 14_000, stylesheet: 14_000, script: 134_500 + 15_000, all: 200_000 };
const MAX_REQUESTS = 15;

/** The bytes and requests of a first visit to a page in Chromium, with pictures and icons. */
export const weight: Row = {
  name: 'weight',
  async measure(start) {
    const server = await start();
    const member = await newMember(server.url);
    const name = sessionCookieName(false);
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
    const figures: Figure[] = [];
    for (const path of PATHS) {
      const context = await browser.newContext({ baseURL: server.url });
      if (path !== '/login') {
        const value = member.cookie(name) ?? '';
        await context.addCookies([{ name, value, url: server.url }]);
      }
      figures.push(await figureOf(path, await context.newPage()));
      await context.close();
    }
    await browser.close();
    return figures;
  },
};

async function figureOf(path: string, page: Page): Promise<Figure> {
  const bytes = { document: 0, stylesheet: 0, script: 0, all: 0 };
  let requests = 0;
  const counted: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    requests += 1;
    counted.push(
      request.sizes().then(({ responseBodySize }) => {
        const kind = request.resourceType();
        bytes.all += responseBodySize;
        if (kind in bytes) bytes[kind as keyof typeof bytes] += responseBodySize;
      }),
    );
  });
  await page.goto(path, { waitUntil: 'load' });
  // The event stream never ends, so "no open requests" never comes. Half a second is enough.
  await page.waitForTimeout(500);
  await Promise.all(counted);
  const { document, stylesheet, script, all } = bytes;
  return {
    what: `Weight of ${path}`,
    seen: `HTML ${kB(document)}, CSS ${kB(stylesheet)}, scripts ${kB(script)}, all ${kB(all)} in ${requests} requests`,
    target: `≤ ${kB(MAX_BYTES.document)}, ${kB(MAX_BYTES.stylesheet)}, ${kB(MAX_BYTES.script)}, ${kB(MAX_BYTES.all)}, ${MAX_REQUESTS}`,
    met:
      requests <= MAX_REQUESTS &&
      (Object.keys(MAX_BYTES) as (keyof typeof MAX_BYTES)[]).every(
        (kind) => bytes[kind] <= MAX_BYTES[kind],
      ),
  };
}

function kB(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
