import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { uniqueName } from '../support/client.ts';
import { expect, test } from './fixtures.ts';
import { stock } from './steps.ts';

// Widths in pixels. At a zoom of 200 %, a window of 1280 pixels has 640, and a phone of 360 has
// 180.
const WIDTHS = [180, 320, 360, 640, 1280];

test.beforeEach(({ expectComplaint }) => {
  expectComplaint(/^status [45]\d\d: /);
  expectComplaint(/^console: Failed to load resource: the server responded/);
});

test('no page of a visitor is wider than its window', async ({ page, visit }) => {
  const pages = [
    '/',
    '/login?next=%2Fmarket',
    '/register',
    '/join',
    '/nowhere',
    '/status/unavailable',
  ];
  for (const path of pages) {
    await visit(path);
    await expectToFit(page);
  }
});

test('no page of a member is wider than its window, with long names and large numbers', async ({
  page,
  visit,
  database,
  member,
}) => {
  const longest = uniqueName('W'.repeat(14)).padEnd(50, 'W');
  const [expensive, mine] = [
    await stock(database, 1_000_000_000, longest),
    await stock(database, 7, longest.toLowerCase()),
  ];
  await member.client.post('/market', { purchase_item: String(mine.id) });
  await database.write([
    sql`update users set username = ${'W'.repeat(30)} where username = ${member.username}`,
    sql`update items set description = ${'W'.repeat(1_024)} where id = ${expensive.id}`,
  ]);
  for (const path of [
    '/',
    '/market',
    '/market?after=0~0',
    '/market?q=W&from=market',
    '/market?q=nothing&affordable=1',
    '/items',
    `/items/${expensive.id}`,
    `/items/${mine.id}`,
    `/items/${expensive.id}/buy`,
    `/items/${mine.id}/sell-back`,
  ]) {
    await visit(path);
    await expectToFit(page);
  }
});

async function expectToFit(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const { content, window } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }));
    expect(content, `${page.url()} at ${width}`).toBeLessThanOrEqual(window);
  }
}
