import type { Page } from '@playwright/test';
import { PASSWORD, uniqueName } from '../support/client.ts';
import { expect, test } from './fixtures.ts';
import { expectWrong, field, fillRegistration, ready, register, stock, summary } from './steps.ts';

/** Delays all scripts until the returned function is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test.describe('before the scripts arrive', { tag: '@js-on' }, () => {
  test('a page keeps the text that is typed', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto('/register', { waitUntil: 'commit' });
    const username = uniqueName('ada');
    const email = `${username}@example.org`;
    await fillRegistration(page, { username, email, password: PASSWORD });
    release();
    await ready(page);
    await expect(field(page, 'Username')).toHaveValue(username);
    await expect(field(page, 'Email')).toHaveValue(email);
    await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
    await expect(page).toHaveURL('/market');
  });

  test('a form can be sent', async ({ page }) => {
    const release = await holdScripts(page);
    await page.goto('/register', { waitUntil: 'commit' });
    const username = uniqueName('ada');
    await register(page, { username, email: `${username}@example.org`, password: PASSWORD });
    await expect(page).toHaveURL('/market');
    await expect(page.getByRole('banner')).toContainText(username);
    release();
    await ready(page);
  });

  test('the button of an item opens the confirmation as a page', async ({
    page,
    database,
    member: _,
  }) => {
    const item = await stock(database, 10);
    const release = await holdScripts(page);
    await page.goto('/market', { waitUntil: 'commit' });
    await page.getByRole('button', { name: `Buy ${item.name}` }).click();
    await expect(page.getByRole('heading', { name: `Buy ${item.name}?` })).toBeVisible();
    release();
    await ready(page);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test.describe('before the checks of a form arrive', { tag: '@js-on' }, () => {
  const WRONG = { username: 'a', email: 'somebody@example.org', password: PASSWORD };

  test('a page loads the checks only when the form is used', async ({ page, visit }) => {
    await visit('/login');
    await page.waitForLoadState('networkidle');
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    await page.getByRole('heading', { level: 1 }).click();
    expect(scripts).toEqual([]);
    await field(page, 'Username').focus();
    await expect.poll(() => scripts.length).toBeGreaterThan(0);
  });

  test('a field shows its error after the checks have arrived', async ({ page, visit }) => {
    await visit('/register');
    const release = await holdScripts(page);
    await field(page, 'Username').fill('a');
    await field(page, 'Email').focus();
    await expect(field(page, 'Username')).not.toHaveAttribute('aria-invalid');
    release();
    await expectWrong(page, 'Username', 'Use at least 2 characters.');
  });

  test('the server checks a form that is sent, and the browser checks it after that', async ({
    page,
    visit,
  }) => {
    await visit('/register');
    const release = await holdScripts(page);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await register(page, WRONG);
    await sent;
    await expectWrong(page, 'Username', 'Use at least 2 characters.');
    await expect(summary(page)).toBeFocused();
    release();
    await field(page, 'Username').fill('');
    await field(page, 'Email').focus();
    await expectWrong(page, 'Username', 'Enter a username.');
  });

  test('the server checks a form when the checks never arrive', async ({
    page,
    visit,
    expectComplaint,
  }) => {
    expectComplaint(/^failed: .*\.js net::ERR_FAILED|^console: Failed to load resource/);
    await visit('/register');
    await page.route(/\.js$/, (route) => route.abort());
    await register(page, WRONG);
    await expectWrong(page, 'Username', 'Use at least 2 characters.');
    await expect(summary(page)).toBeFocused();
  });
});

test.describe('with scripts', { tag: '@js-on' }, () => {
  test('a wrong field shows its error when it loses the focus, until it is corrected', async ({
    page,
    visit,
  }) => {
    await visit('/register');
    await field(page, 'Email').fill('nobody');
    await field(page, 'Email').blur();
    await expect(field(page, 'Email')).toHaveAttribute('aria-invalid', 'true');
    await field(page, 'Email').fill('somebody@example.org');
    await expect(field(page, 'Email')).not.toHaveAttribute('aria-invalid');
  });

  test('buying does not reload the page', async ({ page, visit, database, member: _ }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await page.evaluate(() => {
      document.documentElement.dataset.same = 'yes';
    });
    await page.getByRole('button', { name: `Buy ${item.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: `Buy ${item.name}` }).click();
    await expect(page.getByRole('button', { name: `Sell back ${item.name}` })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-same', 'yes');
  });
});
