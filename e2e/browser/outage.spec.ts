import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient } from '@libsql/client';
import type { Page } from '@playwright/test';
import type { TestServer } from '../support/server.ts';
import { expect, testOnOwnMarket as test } from './fixtures.ts';
import { expectBudget, logIn, openConfirmation } from './steps.ts';

test.beforeEach(({ expectComplaint }) => {
  expectComplaint(/^status 503: /);
  expectComplaint(/^console: Failed to load resource: the server responded with a status of 503/);
});

/** Overwrites the database files with random bytes. Gives a function that restores the database. */
async function destroyDatabase({ databaseUrl }: TestServer): Promise<() => void> {
  // The checkpoint moves all data from the write-ahead log into the file, so a copy is complete.
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

test('without a database every page says so, and the market recovers by itself', async ({
  page,
  visit,
  site,
  member,
}) => {
  await visit('/market');
  const restore = await destroyDatabase(site);
  for (const path of ['/', '/home', '/market', '/items', '/items/3', '/items/3/buy', '/login']) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(503);
    await expectClosed(page);
  }
  const health = await page.request.get('/api/health');
  expect(health.status()).toBe(503);

  restore();
  await page.getByRole('main').getByRole('link', { name: 'Try again' }).click();
  await expect(page).toHaveURL('/market');
  await expect(page.getByRole('banner')).toContainText(member.username);
  expect((await page.request.get('/api/health')).status()).toBe(200);
});

test('a trade without a database is refused and changes nothing', async ({
  page,
  visit,
  site,
  member: _,
  js,
}) => {
  await visit('/market');
  const name = await page.getByRole('button', { name: /^Buy / }).first().getAttribute('aria-label');
  const confirmation = await openConfirmation(page, js, name ?? '');
  const restore = await destroyDatabase(site);
  await confirmation.getByRole('button', { name: name ?? '' }).click();
  await expectClosed(page);
  restore();
  await visit('/market');
  await expectBudget(page, '1,000 credits');
  await expect(page.getByRole('button', { name: name ?? '', exact: true })).toBeVisible();
});

test('a login without a database leads to the page of the failure', async ({
  page,
  visit,
  site,
}) => {
  await visit('/login');
  await destroyDatabase(site);
  await logIn(page, 'ada');
  await expectClosed(page);
});
