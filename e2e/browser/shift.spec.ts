import { expect, test } from './fixtures.ts';

test.describe('nothing moves while a page loads', { tag: '@js-on' }, () => {
  test.beforeEach(async ({ page, expectComplaint }) => {
    expectComplaint(/^status 404: |Failed to load resource/);
    await page.addInitScript(() => {
      const shifts: string[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(JSON.stringify(entry));
      }).observe({ type: 'layout-shift', buffered: true });
    });
  });

  for (const width of [360, 1280]) {
    test(`at a width of ${width}`, async ({ page, visit, member, context }) => {
      await page.setViewportSize({ width, height: 800 });
      await member.client.post('/market', { purchase_item: '1' });
      const settle = async (path: string) => {
        await visit(path);
        await page.evaluate(async () => {
          await document.fonts.ready;
          const images = [...document.images].map((image) => image.decode().catch(() => {}));
          await Promise.all(images);
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        });
        const shifts = await page.evaluate(
          () => (window as unknown as { shifts: string[] }).shifts,
        );
        expect.soft(shifts, path).toEqual([]);
      };
      expect(
        await page.evaluate(() => PerformanceObserver.supportedEntryTypes.includes('layout-shift')),
      ).toBe(true);
      for (const path of ['/', '/market', '/items', '/items/3', '/items/3/buy', '/nowhere']) {
        await settle(path);
      }
      await context.clearCookies();
      for (const path of ['/', '/login?next=%2Fmarket', '/register']) await settle(path);
    });
  }
});
