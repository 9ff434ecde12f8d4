import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { sendPhotos } from '../support/photos.ts';
import { expectAccessible, expectHighContrast, expectOutlines } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  GALLERY,
  type ListedPage,
  PAGES_OF_FAILURES,
  PAGES_OF_VISITORS,
  pagesOf,
} from './pages.ts';
import { stock } from './steps.ts';

const NOBODY = { id: 1, name: '' };

test('every page of the market is in the list of pages', { tag: '@js-on' }, () => {
  const listed = [
    ...PAGES_OF_VISITORS,
    ...PAGES_OF_FAILURES,
    ...pagesOf('Ada', { sold: NOBODY, own: NOBODY, listed: NOBODY }),
  ].map(({ path }) => path.replace(/\?.*/, ''));
  const missing = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => join('/', dirname(file)))
    .filter((route) => {
      const address = new RegExp(`^${route.replaceAll(/\[\w+\]/g, '[^/]+')}$`);
      return !listed.some((path) => address.test(path));
    });
  expect(missing).toEqual([]);
});

test.describe('a page says where one is, and nothing stands in the way', { tag: '@js-on' }, () => {
  test('of a visitor', async ({ page, visit }) => {
    await expectGood([...PAGES_OF_VISITORS, GALLERY], page, visit);
  });

  test('of a failure', async ({ page, visit, expectComplaint }) => {
    expectComplaint(/^status [45]\d\d: |Failed to load resource/);
    await expectGood(PAGES_OF_FAILURES, page, visit);
  });

  for (const [half, others] of [
    ['of a member', 0],
    ['of a member, the other half', 1],
  ] as const) {
    test(half, async ({ page, visit, database, member }) => {
      const sold = await stock(database, 10);
      const [own, listed] = [await stock(database, 10), await stock(database, 10)];
      for (const { id } of [own, listed]) {
        await member.client.post('/market', { purchase_item: String(id) });
      }
      await sendPhotos(member.client, own.id, 4);
      await database.write([
        sql`update items set asking_price = 20 where id = ${listed.id}`,
        sql`insert into stars (user_id, item_id) values (${member.id}, ${sold.id})`,
        sql`insert into notices (user_id, kind, item_id, amount)
            values (${member.id}, 'price_fell', ${sold.id}, 9)`,
      ]);
      const pages = pagesOf(member.username, { sold, own, listed });
      await expectGood(
        pages.filter((_, index) => index % 2 === others),
        page,
        visit,
      );
    });
  }
});

async function expectGood(
  pages: readonly ListedPage[],
  page: Page,
  visit: (path: string) => Promise<unknown>,
): Promise<void> {
  for (const { path, title } of pages) {
    await visit(path);
    await expect(page).toHaveTitle(title);
    await expect(page.locator('main')).toHaveCount(1);
    if (path !== GALLERY.path) await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expectAccessible(page);
    await expectHighContrast(page);
    await expectOutlines(page);
  }
}
