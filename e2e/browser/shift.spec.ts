import type { Page } from '@playwright/test';
import { openSlowLine } from '../support/slow-line.ts';
import { test as base, expect } from './fixtures.ts';
import { stock } from './steps.ts';

const test = base.extend({
  site: async ({ market }, use) => {
    const line = await openSlowLine(market.url);
    await use({ ...market, url: line.url });
    line.close();
  },
});

test.describe('nothing moves while a page loads in pieces', { tag: '@js-on' }, () => {
  test.beforeEach(async ({ page, expectComplaint }) => {
    expectComplaint(/^status 404: |Failed to load resource/);
    await page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(entry.toJSON());
      }).observe({ type: 'layout-shift', buffered: true });
    });
  });

  for (const width of [360, 1280]) {
    test(`at a width of ${width}`, async ({ page, visit, database, member, context }) => {
      await page.setViewportSize({ width, height: 800 });
      const [item, mine] = [await stock(database, 10), await stock(database, 10)];
      await member.client.post('/market', { purchase_item: String(mine.id) });
      const expectStill = async (path: string) => {
        await visit(path);
        expect.soft(await shiftsOf(page), path).toEqual([]);
      };
      for (const path of ['/', '/market', '/items', `/items/${item.id}`, `/items/${item.id}/buy`]) {
        await expectStill(path);
      }
      await context.clearCookies();
      for (const path of ['/', '/login?next=%2Fmarket', '/register', '/join', '/nowhere']) {
        await expectStill(path);
      }
    });
  }

  test('an element that moves is detected', async ({ page, visit }) => {
    await visit('/login');
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('main')?.style.setProperty('margin-top', '40px');
    });
    expect(await shiftsOf(page)).toHaveLength(1);
  });
});

/** The layout shifts of the page, after its font and its pictures have loaded. */
function shiftsOf(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode()));
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    return (window as unknown as { shifts: unknown[] }).shifts;
  });
}
