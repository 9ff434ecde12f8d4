import { FAILURES } from '../../lib/web/failure.ts';
import { expect, test } from './fixtures.ts';

test.beforeEach(({ expectComplaint }) => {
  expectComplaint(/^status [45]\d\d: /);
  expectComplaint(/^console: Failed to load resource: the server responded/);
});

const NOWHERE = ['/nowhere', '/status/nothing', '/items/nothing/deeper'];
const NO_ITEM = ['/items/999999', '/items/x', '/items/999999/buy', '/items/x/sell-back'];

test('an unknown address gives a 404 page with a link', async ({ page, visit }) => {
  for (const path of NOWHERE) {
    const response = await visit(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { name: 'Nothing on this shelf' })).toBeVisible();
    await expect(page).toHaveTitle('Nothing on this shelf · Market');
    const way = page.getByRole('main').getByRole('link', { name: 'Go to the market' });
    await expect(way).toHaveAttribute('href', '/market');
  }
});

test('an unknown item gives a member a 404 page', async ({ page, visit, member }) => {
  for (const path of NO_ITEM) {
    const response = await visit(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { name: 'Nothing on this shelf' })).toBeVisible();
    await expect(page.getByRole('banner')).toContainText(member.username);
  }
});

test('every failure page has its HTTP status and a link', async ({ page, visit }) => {
  for (const [name, failure] of Object.entries(FAILURES)) {
    const response = await visit(`/status/${name}`);
    expect(response?.status(), name).toBe(failure.status);
    expect(response?.headers()['retry-after'], name).toBe(
      'retryAfter' in failure ? String(failure.retryAfter) : undefined,
    );
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const way = page.getByRole('main').getByRole('link');
    await expect(way).toHaveCount(1);
    expect(['/market', '/login', '/items'], name).toContain(await way.getAttribute('href'));
  }
});

test('the page for too many wrong passwords says how long to wait', async ({ page, visit }) => {
  await visit('/status/too-many-attempts?minutes=15');
  await expect(page.getByRole('main')).toContainText('Try again in 15 minutes.');
  await visit('/status/too-many-attempts?minutes=<b>9</b>');
  await expect(page.getByRole('main')).not.toContainText('Try again in');
});

test('the eleventh wrong password leads to a page that says how long to wait', async ({
  page,
  visit,
  member,
}) => {
  await page.context().clearCookies();
  for (let guess = 0; guess < 10; guess += 1) {
    await member.client.post('/login', { username: member.username, password: 'wrong' });
  }
  await visit('/login');
  const main = page.getByRole('main');
  await main.getByLabel('Username').fill(member.username);
  await main.getByLabel('Password', { exact: true }).fill('wrong');
  await main.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Too many wrong attempts' })).toBeVisible();
  await expect(main).toContainText(/Try again in 1[45] minutes\./);
});
