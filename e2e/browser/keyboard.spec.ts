import type { Locator, Page } from '@playwright/test';
import { PASSWORD, uniqueName } from '../support/client.ts';
import { expect, test } from './fixtures.ts';
import { expectBudget, flash, ready, stock } from './steps.ts';

/** Presses Tab until this has the focus; wherever the focus comes by, it can be seen. */
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

test('everything can be done with Tab, Enter and Space alone', async ({
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

test('the first Tab offers to skip to the content', async ({ page, visit, member: _ }) => {
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
