import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import type { Page } from '@playwright/test';
import type { TestServer } from '../support/server.ts';
import { expect, testOnOwnMarket as test } from './fixtures.ts';
import { ask, expectBudget, logIn } from './steps.ts';

test.beforeEach(({ expectComplaint }) => {
  expectComplaint(/^status 503: /);
  expectComplaint(/^console: Failed to load resource: the server responded with a status of 503/);
});

/** Overwrites the database with garbage, in place; gives back what makes it whole again. */
async function lose({ databaseUrl }: TestServer): Promise<() => void> {
  // All that is in the write-ahead log goes into the file itself, which is then worth copying.
  const client = createClient({ url: databaseUrl });
  await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  client.close();
  const path = fileURLToPath(databaseUrl);
  const whole = readFileSync(path);
  for (const file of [path, `${path}-wal`, `${path}-shm`].filter(existsSync)) {
    writeFileSync(file, randomBytes(statSync(file).size), { flag: 'r+' });
  }
  return () => writeFileSync(path, whole);
}

async function expectClosed(page: Page): Promise<void> {
  await expect(
    page.getByRole('heading', { name: 'The market is closed for a moment' }),
  ).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('Nothing has been lost, and nothing has been charged.');
  await expect(main.getByRole('link', { name: 'Try again' })).toBeVisible();
  const source = await page.content();
  for (const leak of ['SQLITE', '.js:', 'at async', 'select ', 'node_modules']) {
    expect(source).not.toContain(leak);
  }
}

test('without its database every page is one that says so, and it comes back by itself', async ({
  page,
  visit,
  site,
  member,
}) => {
  await visit('/market');
  const mend = await lose(site);
  for (const path of ['/', '/home', '/market', '/items', '/items/3', '/items/3/buy', '/login']) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(503);
    await expectClosed(page);
  }
  const health = await page.request.get('/api/health');
  expect(health.status()).toBe(503);

  mend();
  await page.getByRole('main').getByRole('link', { name: 'Try again' }).click();
  await expect(page).toHaveURL('/market');
  await expect(page.getByRole('banner')).toContainText(member.username);
  expect((await page.request.get('/api/health')).status()).toBe(200);
});

test('a trade that meets no database says so and has done nothing', async ({
  page,
  visit,
  site,
  member: _,
  js,
}) => {
  await visit('/market');
  const name = await page.getByRole('button', { name: /^Buy / }).first().getAttribute('aria-label');
  const asking = await ask(page, js, name ?? '');
  const mend = await lose(site);
  await asking.getByRole('button', { name: name ?? '' }).click();
  await expectClosed(page);
  mend();
  await visit('/market');
  await expectBudget(page, '1,000 credits');
  await expect(page.getByRole('button', { name: name ?? '', exact: true })).toBeVisible();
});

test('a login that meets no database says so', async ({ page, visit, site }) => {
  await visit('/login');
  await lose(site);
  await logIn(page, 'ada');
  await expectClosed(page);
});
