import type { Locator, Page } from '@playwright/test';
import { PASSWORD, uniqueName } from '../support/client.ts';
import { expect, test } from './fixtures.ts';
import { expectBudget, field, flash, logIn, ready, register, stock, summary } from './steps.ts';

/** Presses Tab until an element has the focus. Expects a visible focus at every step. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let press = 0; press < 150; press += 1) {
    await page.keyboard.press('Tab');
    const { unseen, reached } = await target.evaluate((wanted) => {
      const { activeElement: focused } = document;
      const seen = [null, '::after'].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(focused ?? wanted, part);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      const nothing = !focused || focused === document.body;
      return {
        unseen: nothing || seen ? null : focused.outerHTML.slice(0, 200),
        reached: focused === wanted,
      };
    });
    expect(unseen, 'has the focus, and nothing shows it').toBeNull();
    if (reached) return;
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole('main').getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

test('a visitor registers, buys, sells back and logs out with the keyboard alone', async ({
  page,
  visit,
  database,
  js,
}) => {
  const item = await stock(database, 300);
  const username = uniqueName('ada');
  const confirming = page.getByRole(js ? 'dialog' : 'main');
  const main = page.getByRole('main');

  await visit('/');
  await tabTo(page, page.getByRole('banner').getByRole('link', { name: 'Create account' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/register');
  if (js) await ready(page);
  await type(page, 'Username', username);
  await type(page, 'Email', `${username}@example.org`);
  await type(page, 'Password', PASSWORD);
  await type(page, 'Confirm password', PASSWORD);
  await tabTo(page, main.getByRole('button', { name: 'Create account' }));
  await page.keyboard.press('Space');
  await expect(flash(page, 'Account created successfully!')).toBeVisible();

  for (const [button, key, budget] of [
    [`Buy ${item.name}`, 'Enter', '700 credits'],
    [`Sell back ${item.name}`, 'Space', '1,000 credits'],
  ] as const) {
    if (js) await ready(page);
    await tabTo(page, main.getByRole('button', { name: button, exact: true }));
    await page.keyboard.press(key);
    await expect(confirming.getByRole('heading', { name: `${button}?` })).toBeVisible();
    await tabTo(page, confirming.getByRole('button', { name: button }));
    await page.keyboard.press(key);
    await expect(page).toHaveURL('/market');
    await expectBudget(page, budget);
  }

  if (js) await ready(page);
  await tabTo(page, page.getByRole('button', { name: 'Log out' }));
  await page.keyboard.press('Enter');
  await expect(flash(page, 'You have been logged out.')).toBeVisible();
});

test('the first Tab reaches the link “Skip to content”', async ({ page, visit, member: _ }) => {
  await visit('/market');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await tabTo(page, skip);
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('Enter in a field sends the form', async ({ page, visit, member, context }) => {
  await context.clearCookies();
  await visit('/login');
  await type(page, 'Username', member.username);
  await type(page, 'Password', PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/market');
});

test('the theme and the pages of the market can be changed with the keyboard', async ({
  page,
  visit,
  member: _,
  js,
}) => {
  await visit('/login');
  const dark = page.getByRole('button', { name: 'Dark' });
  await tabTo(page, dark);
  await page.keyboard.press('Space');
  await expect(dark).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await visit('/market');
  for (const [link, query] of [
    ['Next page', /after=/],
    ['Previous page', /before=/],
  ] as const) {
    await tabTo(page, page.getByRole('link', { name: link }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(query);
    if (js) await ready(page);
  }
});

test.describe('the focus moves', { tag: '@js-on' }, () => {
  test('into the dialog of an item, and back to its card', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const item = await stock(database, 10);
    await visit('/market');
    const link = page.getByRole('link', { name: item.name });
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: item.name });
    await tabTo(page, dialog.getByRole('button', { name: 'Close' }));
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(link).toBeFocused();
  });

  test('to the content, when the pressed button is gone', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await tabTo(page, page.getByRole('button', { name: `Buy ${item.name}` }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: `Buy ${item.name}` }));
    await page.keyboard.press('Enter');
    await expectBudget(page, '990 credits');
    await expect(page.getByRole('main')).toBeFocused();

    await tabTo(page, page.getByRole('button', { name: 'Dismiss' }));
    await page.keyboard.press('Enter');
    await expect(flash(page, 'Purchased')).toHaveCount(0);
    await expect(page.getByRole('main')).toBeFocused();
  });
});

test('a refused form has the focus on its error summary', async ({ page, visit }) => {
  await visit('/login');
  await logIn(page, 'nobody', 'wrong');
  await expect(summary(page)).toBeFocused();
  await visit('/register');
  await register(page, { username: 'a', email: 'a@b', password: 'short' });
  await expect(summary(page)).toBeVisible();
  const wrong = summary(page).getByRole('link');
  await expect(wrong).toHaveCount(3);
  for (const [index, label] of ['Username', 'Email', 'Password'].entries()) {
    await expect(wrong.nth(index)).toHaveAccessibleName(new RegExp(`^${label}: `));
    await wrong.nth(index).press('Enter');
    await expect(field(page, label)).toBeFocused();
  }
});
