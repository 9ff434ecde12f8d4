import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { newMember, PASSWORD, uniqueName } from '../support/client.ts';
import { expect, test } from './fixtures.ts';
import { ask, field, logIn, register, stock, summary, trade } from './steps.ts';

const THEMES = ['light', 'dark'] as const;

/** Expects nothing for axe to complain of: in both themes, on a phone and on a desk. */
async function expectAccessible(page: Page): Promise<void> {
  const found: string[] = [];
  for (const width of [360, 1280]) {
    for (const colorScheme of THEMES) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      for (const { id, nodes } of violations) {
        const where = nodes.map(({ html, failureSummary }) => `${html}\n  ${failureSummary}`);
        found.push(`${colorScheme} ${width} ${id}: ${where.join('\n')}`);
      }
    }
  }
  expect(found).toEqual([]);
}

test.describe('axe finds nothing', { tag: '@js-on' }, () => {
  test.describe.configure({ timeout: 120_000 });

  for (const path of ['/', '/login', '/login?next=%2Fmarket', '/register']) {
    test(`on ${path} of a visitor`, async ({ page, visit }) => {
      await visit(path);
      await expectAccessible(page);
    });
  }

  for (const path of ['/nowhere', '/status/unavailable', '/status/too-many-attempts?minutes=9']) {
    test(`on ${path}`, async ({ page, visit, expectComplaint }) => {
      expectComplaint(/^status [45]\d\d: |Failed to load resource/);
      await visit(path);
      await expectAccessible(page);
    });
  }

  for (const path of ['/', '/market', '/market?before=1', '/items', '/items/3', '/items/3/buy']) {
    test(`on ${path} of a new member`, async ({ page, visit, member: _ }) => {
      await visit(path);
      await expectAccessible(page);
    });
  }

  test('on a form that was refused', async ({ page, visit, market }) => {
    const username = uniqueName('ada');
    await newMember(market.url, username);
    await visit('/register');
    const email = `${username}@example.org`;
    await register(page, { username, email, password: PASSWORD });
    await expect(summary(page)).toBeVisible();
    await field(page, 'Password').fill('short');
    await field(page, 'Password').blur();
    await expect(field(page, 'Password')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
  });

  test('on a login that was refused', async ({ page, visit }) => {
    await visit('/login');
    await logIn(page, 'nobody', 'wrong');
    await expect(summary(page)).toBeVisible();
    await expectAccessible(page);
  });

  test('after a purchase, and on what one owns', async ({ page, visit, database, member: _ }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await trade(page, true, `Buy ${item.name}`);
    await expect(page.getByRole('status').getByText(`Purchased ${item.name}!`)).toBeVisible();
    await expectAccessible(page);
    for (const path of ['/items', `/items/${item.id}`, `/items/${item.id}/sell-back`]) {
      await visit(path);
      await expectAccessible(page);
    }
  });

  test('after a purchase that was refused', async ({ page, visit, database, member }) => {
    const item = await stock(database, 10);
    await visit('/market');
    const dialog = await ask(page, true, `Buy ${item.name}`);
    await member.client.post('/market', { purchase_item: String(item.id) });
    await dialog.getByRole('button', { name: `Buy ${item.name}` }).click();
    await expect(page.getByRole('status').getByText('You paid nothing.')).toBeVisible();
    await expectAccessible(page);
  });

  for (const price of [10, 1_001]) {
    test(`with the dialog open about ${price} credits`, async ({
      page,
      visit,
      database,
      member: _,
    }) => {
      const item = await stock(database, price);
      await visit('/market');
      await ask(page, true, `Buy ${item.name}`);
      await expectAccessible(page);
    });
  }
});
