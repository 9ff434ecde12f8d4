import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { openDatabase } from '../../db/client.ts';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import { findChromium } from '../browser.ts';
import { GALLERY_PATH } from '../gallery/path.ts';
import { addMember } from '../support/members.ts';
import { startServer } from '../support/server.ts';
import { test as base, expect } from './fixtures.ts';

// What pages look like, from so far away that letters are grey: fonts are drawn a little differently
// by every version of a browser, which can't be seen from there. Layout, colours and sizes can.
// A change that is meant is recorded with
// `npx playwright test --config e2e/playwright.config.ts look --update-snapshots`.

/** So many pixels of the page, across and down, are one of the picture. */
const FAR = 8;

const LOOKS = [
  { width: 360, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;

/** How much a pixel may differ, of 1, and how many may do so by more. */
const NOISE = { threshold: 0.025, maxDiffPixels: 20 };

// Others must not trade here: their items would be in the pictures.
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what is needed.
  site: async ({}, use) => {
    const own = await startServer();
    await use(own);
    await own.stop();
  },
});

// The headless shell shapes letters, and so lines, a little differently.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, executablePath: findChromium() }),
});

test('pages look as they did', { tag: '@js-on' }, async ({
  page,
  visit,
  context,
  site,
  expectComplaint,
}) => {
  expectComplaint(/^status 404: |Failed to load resource/);
  const database = openDatabase({ url: site.databaseUrl, checkpoints: false });
  await database.write([sql`update items set created_at = 1700000000000 + id`]);
  const { client } = await addMember(database, site.url, { username: 'Ada Lovelace' });
  database.close();

  async function look(name: string, path: string): Promise<void> {
    await visit(path);
    for (const { width, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const picture = `${name}-${width}.png`;
      expect.soft(await fromAfar(page), picture).toMatchSnapshot(picture, NOISE);
    }
  }

  await look('home', '/');
  await look('login', '/login');
  await look('not-found', '/nowhere');
  await look('parts', GALLERY_PATH);
  const name = sessionCookieName(false);
  await context.addCookies([{ name, value: client.cookie(name) ?? '', url: site.url }]);
  await look('market', '/market');
  await look('item', '/items/3');
  await look('new-item', '/items/new');
});

async function fromAfar(page: Page): Promise<Buffer> {
  const near = sharp(await stillPicture(page));
  const { width, height } = await near.metadata();
  return near
    .removeAlpha()
    .resize(Math.round(width / FAR), Math.round(height / FAR), { fit: 'fill', kernel: 'linear' })
    .png({ compressionLevel: 9, effort: 10 })
    .toBuffer();
}

/** The page as two pictures in a row show it: a busy machine may take one before all of it is painted. */
async function stillPicture(page: Page): Promise<Buffer> {
  let before = await page.screenshot({ fullPage: true });
  for (let tries = 0; tries < 5; tries += 1) {
    const now = await page.screenshot({ fullPage: true });
    if (now.equals(before)) return now;
    before = now;
  }
  return before;
}
