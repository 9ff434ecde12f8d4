import { uniqueName } from '../support/client.ts';
import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { field, flash, logIn, recordAnswers, summary } from './steps.ts';

const REFUSAL = 'Login failed. Check username and password.';
const ASK = 'Please log in to access this page.';

test('a login leads to the market', async ({ page, visit, market, database }) => {
  const { username } = await addMember(database, market.url);
  await visit('/login');
  await logIn(page, username);
  await expect(page).toHaveURL('/market');
  await expect(flash(page, 'Login successful!')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(username);
});

test('a wrong password and an unknown username get the same message', async ({
  page,
  visit,
  market,
  database,
}) => {
  const { username } = await addMember(database, market.url);
  const answers = await recordAnswers(page);
  const pages: (string | null)[] = [];
  for (const name of [username, uniqueName('nobody')]) {
    await visit('/login');
    await logIn(page, name, 'not the password');
    await expect(summary(page)).toContainText(REFUSAL);
    await expect(page).toHaveURL('/login');
    await expect(field(page, 'Username')).toHaveValue(name);
    await expect(field(page, 'Password')).toHaveValue('');
    expect(await page.content()).not.toContain('not the password');
    pages.push(await page.getByRole('main').textContent());
  }
  expect(pages[0]).toBe(pages[1]);
  const refused = { status: 200, body: expect.not.stringContaining('not the password') };
  expect(answers).toEqual([refused, refused]);
});

test('a visitor logs in, and then gets the page that they wanted', async ({
  page,
  visit,
  market,
  database,
}) => {
  const { username } = await addMember(database, market.url);
  await visit('/market?before=40');
  await expect(page).toHaveURL(/\/login\?/);
  await expect(flash(page, ASK)).toBeVisible();

  await logIn(page, username, 'not the password');
  await expect(summary(page)).toContainText(REFUSAL);
  await logIn(page, username);
  await expect(page).toHaveURL('/market?before=40');
  await expect(flash(page, 'Login successful!')).toBeVisible();
  await expect(flash(page, ASK)).toHaveCount(0);
});

test('every private page sends a visitor to the login', async ({ page, visit }) => {
  for (const path of ['/items', '/items/3', '/items/3/buy', '/items/3/sell-back']) {
    await visit(path);
    await expect(page).toHaveURL(`/login?next=${encodeURIComponent(path)}`);
    await expect(flash(page, ASK)).toBeVisible();
  }
});

test('no address in “next” leads to another site', async ({
  page,
  visit,
  market,
  database,
  context,
}) => {
  const { username } = await addMember(database, market.url);
  for (const next of [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:document.title=1',
  ]) {
    await context.clearCookies();
    const path = `/login?next=${encodeURIComponent(next)}`;
    await visit(path);
    await logIn(page, username);
    await expect(page.getByRole('banner')).toContainText(username);
    expect(new URL(page.url()).origin).toBe(market.url);
    // A member with a session is redirected at once.
    await page.goto(path);
    expect(new URL(page.url()).origin).toBe(market.url);
  }
});

test('a session ends with the browser, or lasts 30 days when the member wants it', async ({
  page,
  visit,
  market,
  database,
  context,
}) => {
  const { username } = await addMember(database, market.url);
  const session = async () =>
    (await context.cookies()).find(({ name }) => name === 'market-session');

  await visit('/login');
  await logIn(page, username);
  await expect(page).toHaveURL('/market');
  expect(await session()).toMatchObject({ expires: -1, httpOnly: true, sameSite: 'Lax' });

  await context.clearCookies();
  await visit('/login');
  await field(page, 'Keep me logged in').check();
  await logIn(page, username);
  await expect(page).toHaveURL('/market');
  const kept = await session();
  expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const days = ((kept?.expires ?? 0) - Date.now() / 1_000) / 86_400;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
});

test('a member with a session goes from the login to the market', async ({
  page,
  visit,
  member,
}) => {
  for (const path of ['/login', '/register']) {
    await visit(path);
    await expect(page).toHaveURL('/market');
    await expect(page.getByRole('banner')).toContainText(member.username);
  }
});
