import type { Page } from '@playwright/test';
import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { logIn } from './steps.ts';

async function choose(page: Page, theme: string): Promise<void> {
  const button = page.getByRole('contentinfo').getByRole('button', { name: theme });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

/** Expects a dark page, or a light page. */
async function expectDark(page: Page, dark: boolean): Promise<void> {
  const light = await page.evaluate(() => {
    const pixel = document.createElement('canvas').getContext('2d');
    if (!pixel) throw new Error('There is no canvas.');
    pixel.fillStyle = getComputedStyle(document.body).backgroundColor;
    pixel.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
    return red + green + blue;
  });
  expect(light < 384).toBe(dark);
}

test('each theme can be chosen, and the choice leads back to the same page', async ({
  page,
  visit,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await visit('/login?next=%2Fitems');
  await expectDark(page, false);
  await choose(page, 'Dark');
  await expect(page).toHaveURL('/login?next=%2Fitems#theme');
  await expectDark(page, true);

  await page.emulateMedia({ colorScheme: 'dark' });
  await choose(page, 'Light');
  await expectDark(page, false);

  await choose(page, 'System');
  await expectDark(page, true);
  await page.emulateMedia({ colorScheme: 'light' });
  await expectDark(page, false);
});

test('the chosen theme stays on other pages and after a login, for a year', async ({
  page,
  visit,
  database,
  market,
  context,
}) => {
  const { username } = await addMember(database, market.url);
  await visit('/login');
  await choose(page, 'Dark');
  await logIn(page, username);
  await expect(page).toHaveURL('/market');
  await expectDark(page, true);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible();
  await expectDark(page, true);

  const cookie = (await context.cookies()).find(({ name }) => name === 'market-theme');
  expect(cookie).toMatchObject({ value: 'dark', httpOnly: true, sameSite: 'Lax', path: '/' });
  const days = ((cookie?.expires ?? 0) - Date.now() / 1_000) / 86_400;
  expect(Math.round(days)).toBe(365);
});

test('a member can choose the theme on the account page', async ({ page, visit, member: _ }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await visit('/account');
  const choice = page.getByRole('form', { name: 'Your theme' });
  await choice.getByRole('button', { name: 'Dark' }).click();
  await expect(page).toHaveURL('/account#your-theme');
  for (const pressed of [choice, page.getByRole('contentinfo')]) {
    const dark = pressed.getByRole('button', { name: 'Dark' });
    await expect(dark).toHaveAttribute('aria-pressed', 'true');
  }
  await expectDark(page, true);
  await expect(choice).toBeInViewport();
});

test('the browser’s own bars get the colour of the header', async ({ page, visit }) => {
  await visit('/login');
  const colours = page.locator('meta[name="theme-color"]');
  await expect(colours).toHaveCount(2);
  await choose(page, 'Dark');
  await expect(colours).toHaveCount(1);
  await expect(page.locator('meta[name="color-scheme"]')).toHaveAttribute('content', 'dark');
});
