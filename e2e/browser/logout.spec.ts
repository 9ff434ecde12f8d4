import type { Page } from '@playwright/test';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import { findChromium } from '../browser.ts';
import type { AddedMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { flash } from './steps.ts';

const SESSION = sessionCookieName(false);

test.beforeEach(async ({ page, visit, member }) => {
  await visit('/market');
  await expect(page.getByRole('banner')).toContainText(member.username);
});

test('the button “Log out” ends the session, and the home page says so', async ({
  page,
  member,
  context,
}) => {
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL('/');
  await expect(flash(page, 'You have been logged out.')).toBeVisible();
  await expect(page.getByRole('banner')).not.toContainText(member.username);
  await expect(page.getByRole('banner').getByRole('link', { name: 'Log in' })).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain(SESSION);
});

test('after a logout, “Back” shows no page of the member', async ({ page, member, visit }) => {
  await visit('/items');
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL('/');
  await expectLoginBehind(page, member);
});

test('after a logout, “Back” shows no page from the back/forward cache', async ({
  playwright,
  launchOptions,
  contextOptions,
  javaScriptEnabled,
  context: first,
  site,
  member,
}) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    executablePath: findChromium(),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const baseURL = site.url;
  const context = await browser.newContext({ ...contextOptions, baseURL, javaScriptEnabled });
  await context.addCookies(await first.cookies());
  const page = await context.newPage();
  const kept: string[] = [];
  const inside = await context.newCDPSession(page);
  inside.on('Page.frameNavigated', ({ frame, type }) => {
    if (type === 'BackForwardCacheRestore') kept.push(new URL(frame.url).pathname);
  });
  await inside.send('Page.enable');

  // On a busy machine the browser may drop a page from this cache.
  await expect(async () => {
    for (const path of ['/items/3', '/items', '/market']) await page.goto(path);
    await page.goBack({ waitUntil: 'commit' });
    await expect(page).toHaveURL('/items');
    await expect.poll(() => kept, { timeout: 3_000 }).toEqual(['/items']);
  }).toPass({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL('/');
  await expectLoginBehind(page, member);
  expect(kept).toEqual(['/items']);
  await browser.close();
});

/** Goes back two times. Expects the login each time, and no page of the member. */
async function expectLoginBehind(page: Page, { username }: AddedMember): Promise<void> {
  for (let step = 0; step < 2; step += 1) {
    await page.goBack({ waitUntil: 'commit' });
    await expect(page).toHaveURL(/\/login\?next=/);
    await expect(page.getByRole('main').getByRole('button', { name: 'Log in' })).toBeVisible();
    expect(await page.content()).not.toContain(username);
  }
}

test('the cookie of an ended session opens no private page', async ({ page, member, context }) => {
  const stolen = (await context.cookies()).filter(({ name }) => name === SESSION);
  expect(stolen).toHaveLength(1);
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page).toHaveURL('/');

  await context.addCookies(stolen);
  await page.goto('/market');
  await expect(page).toHaveURL('/login?next=%2Fmarket');
  await expect(page.getByRole('banner')).not.toContainText(member.username);
});

test('a form that was open when the session ended leads to the login, and buys nothing', async ({
  page,
  member,
  visit,
}) => {
  await visit('/items/3/buy');
  await member.client.post('/logout', {});
  await page.getByRole('main').getByRole('button', { name: /^Buy / }).click();
  await expect(page).toHaveURL(/\/login\?next=/);
  await expect(flash(page, 'Please log in to access this page.')).toBeVisible();
});
