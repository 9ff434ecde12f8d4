import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openConfirmation, stock } from './steps.ts';

test.describe('animations', { tag: '@js-on' }, () => {
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    test.describe(reducedMotion, () => {
      test.use({ contextOptions: { reducedMotion } });

      test(
        reducedMotion === 'reduce'
          ? 'are off when the reader prefers reduced motion'
          : 'are on without such a preference',
        async ({ page, visit, database, member: _ }) => {
          await page.addInitScript(() => {
            addEventListener('pagereveal', ({ viewTransition }) => {
              Object.assign(window, { transitioned: viewTransition !== null });
            });
          });
          const item = await stock(database, 10);
          await visit('/market');
          const moves = reducedMotion === 'no-preference';
          expect((await moving(page)).length > 0).toBe(moves);
          await openConfirmation(page, true, `Buy ${item.name}`);
          await page.keyboard.press('Escape');
          await page.goto(`/items/${item.id}`);
          await page
            .getByRole('banner')
            .getByRole('link', { name: 'Market' })
            .evaluate((link) => {
              location.assign((link as HTMLAnchorElement).href);
            });
          await expect(page).toHaveURL('/');
          await expect
            .poll(() => page.evaluate(() => (window as { transitioned?: boolean }).transitioned))
            .toBe(moves);
        },
      );
    });
  }
});

/** The elements that have a transition or an animation. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) =>
        [undefined, '::before', '::after', '::backdrop'].some((part) => {
          const style = getComputedStyle(element, part);
          const durations = style.transitionDuration.split(', ').map(Number.parseFloat);
          return Math.max(...durations) > 0 || style.animationName !== 'none';
        }),
      )
      .map(({ outerHTML }) => outerHTML.slice(0, 100)),
  );
}

test('text of double size, or with wide spacing, is not cut off', { tag: '@js-on' }, async ({
  page,
  visit,
  database,
  member: _,
}) => {
  for (let column = 0; column < 4; column += 1) await stock(database, 1_000_000_000);
  for (const path of ['/', '/market', '/items/3', '/items/3/buy', '/account', '/statement']) {
    await visit(path);
    for (const [width, css] of [
      [640, 'html { font-size: 200% }'],
      [
        320,
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
      ],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      const style = await page.addStyleTag({ content: css });
      expect(await cutOff(page), `${path} ${css}`).toEqual([]);
      await style.evaluate((element) => (element as Element).remove());
    }
  }
});

/** The elements whose content is cut off by the window or by their own box. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body, body *')]
      .filter((element) => element.checkVisibility() && !element.matches('.sr-only, .sr-only *'))
      .filter((element) => {
        const { overflowX, clipPath } = getComputedStyle(element);
        const hides = element === document.body || overflowX !== 'visible' || clipPath !== 'none';
        return hides && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );
}
