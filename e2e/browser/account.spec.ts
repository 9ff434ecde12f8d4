import { sql } from 'drizzle-orm';
import { hashToken } from '../../lib/people/sessions/token.ts';
import { PASSWORD, uniqueName } from '../support/client.ts';
import { addMember } from '../support/members.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  expectBudget,
  expectWrong,
  field,
  flash,
  logIn,
  openConfirmation,
  ready,
  stock,
} from './steps.ts';

const NEW_PASSWORD = 'another horse battery';

test('a member changes their username', async ({
  page,
  visit,
  market,
  database,
  member: _,
  js,
}) => {
  const other = await addMember(database, market.url);
  await visit('/account');
  await page.getByRole('link', { name: 'Change username' }).click();
  await expect(page).toHaveURL('/account/username');
  if (js) await ready(page);
  const change = page.getByRole('button', { name: 'Change username' });
  await field(page, 'New username').fill(other.username);
  await field(page, 'Current password').fill(PASSWORD);
  await change.click();
  await expectWrong(page, 'New username', 'This username is taken. Please choose another one.');
  await expect(field(page, 'New username')).toHaveValue(other.username);
  await expect(field(page, 'Current password')).toHaveValue('');

  const username = uniqueName('Renamed');
  await field(page, 'New username').fill(username);
  await field(page, 'Current password').fill('not the password');
  await change.click();
  await expectWrong(page, 'Current password', 'This is not your current password.');
  await field(page, 'Current password').fill(PASSWORD);
  await change.click();
  await expect(flash(page, `You are ${username} from now on.`)).toBeVisible();
  await expect(page).toHaveURL('/account');
  await expect(page.getByRole('banner')).toContainText(username);
});

test('a member changes their email', async ({ page, visit, member: _ }) => {
  const email = `${uniqueName('new')}@example.org`;
  await visit('/account/email');
  await field(page, 'New email').fill(email);
  await field(page, 'Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change email' }).click();
  await expect(flash(page, `Your email address is ${email} from now on.`)).toBeVisible();
});

test('a member chooses the words for credits', async ({ page, visit, database, member: _, js }) => {
  const item = await stock(database, 30);
  await visit('/account');
  await page.getByRole('link', { name: 'Change currency words' }).click();
  await expect(page).toHaveURL('/account/words');
  if (js) await ready(page);
  const change = page.getByRole('button', { name: 'Change currency words' });
  await field(page, 'Word for one').fill('5 shells');
  await change.click();
  await expectWrong(page, 'Word for one', 'Use letters and signs like €, and spaces between them.');
  await field(page, 'Word for one').fill('shell');
  await field(page, 'Word for several').fill('shells');
  await change.click();
  await expect(flash(page, 'You have 1,000 shells.')).toBeVisible();
  await expectBudget(page, '1,000 shells');

  await visit('/market');
  await expect(page.getByRole('listitem').filter({ hasText: item.name })).toContainText(
    '30 shells',
  );
  const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
  await expect(confirmation).toContainText('Your budget after970 shells');
  await confirmation.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expectBudget(page, '970 shells');
  await visit('/account/words');
  await expect(field(page, 'Word for several')).toHaveValue('shells');
});

test('a member changes their password, and logs in with the new password', async ({
  page,
  visit,
  member,
}) => {
  await visit('/account/password');
  await field(page, 'Current password').fill(PASSWORD);
  await field(page, 'New password').fill(NEW_PASSWORD);
  await field(page, 'Confirm new password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(flash(page, 'Your password is changed')).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(flash(page, 'You have been logged out.')).toBeVisible();
  await visit('/login');
  await logIn(page, member.username, NEW_PASSWORD);
  await expect(page).toHaveURL('/market');
});

test('a member sees their sessions, and ends sessions', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  for (const device of ['Firefox on Android', 'Safari on iPhone', 'Edge on Windows']) {
    await database.write([
      sql`insert into sessions (token_hash, user_id, expires_at, device)
          values (${hashToken(uniqueName('token'))}, ${member.id}, ${Date.now() + 3_600_000}, ${device})`,
    ]);
  }
  await visit('/account');
  const sessions = page.getByRole('region', { name: 'Where you are logged in' });
  await expect(sessions.getByRole('listitem')).toHaveCount(4);
  await expect(sessions.getByRole('listitem').first()).toContainText('this session');
  await sessions.getByRole('button', { name: 'End this session: Safari on iPhone' }).click();
  await expect(flash(page, 'The session has ended.')).toBeVisible();
  await expect(sessions).not.toContainText('Safari on iPhone');
  if (js) await ready(page);
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await expect(flash(page, 'Every other session has ended.')).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expect(sessions.getByRole('button')).toHaveCount(0);
});

test('a member downloads their data, and closes the account', async ({
  page,
  visit,
  database,
  member,
}) => {
  const item = await stock(database, 300);
  await member.client.post('/market', { purchase_item: String(item.id) });
  await visit('/account');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download my data' }).click();
  expect((await download).suggestedFilename()).toBe('my-data.json');

  await page.getByRole('link', { name: 'Close my account' }).click();
  const main = page.getByRole('main');
  await expect(main).toContainText('Your items and their photos, which become the market’s1 item');
  await expect(main).toContainText('Your credits, which go back to the market700 credits');
  await field(page, 'Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Close account' }).click();
  await expect(flash(page, 'Your account is closed.')).toBeVisible();
  await expect(page.getByRole('banner')).not.toContainText(member.username);
  await page.goBack();
  await expect(page.getByText('700 credits')).toHaveCount(0);
});

test('a member’s page shows the items that the member offers', async ({
  page,
  visit,
  database,
  market,
  member: _,
}) => {
  const item = await stock(database, 30);
  const seller = await addMember(database, market.url);
  await visit(`/members/${seller.username}`);
  await expect(page.getByRole('heading', { name: 'Nothing for sale' })).toBeVisible();
  await seller.client.post('/market', { purchase_item: String(item.id) });
  await database.write([sql`update items set asking_price = 45 where id = ${item.id}`]);
  await visit(`/members/${seller.username.toUpperCase()}`);
  await expect(page).toHaveURL(`/members/${seller.username}`);
  await expect(page.getByRole('heading', { level: 1, name: seller.username })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('and traded once.');
  await expect(page.getByRole('listitem')).toContainText('45 credits');
  await expect(page.getByRole('listitem')).toContainText(`from ${seller.username}`);
  await page.getByRole('link', { name: item.name }).click();
  await expect(page).toHaveURL(`/items/${item.id}`);
});

test('an offered item can be bought on the page of its owner', async ({
  page,
  visit,
  database,
  market,
  member,
  js,
}) => {
  const seller = await addMember(database, market.url);
  const items = [await stock(database, 30), await stock(database, 40)];
  const [item, expensive] = items;
  for (const { id } of items) await seller.client.post('/market', { purchase_item: String(id) });
  await database.write([
    sql`update items set asking_price = case id when ${expensive?.id} then 4500 else 45 end
        where owner_id = ${seller.id}`,
  ]);
  await visit(`/members/${seller.username}`);
  const name = String(item?.name);
  await expect(
    page.getByRole('listitem').filter({ hasText: String(expensive?.name) }),
  ).toContainText('more than you have');
  const confirmation = await openConfirmation(page, js, `Buy ${name}`);
  await expect(confirmation).toContainText(`From${seller.username}`);
  await expect(confirmation).toContainText('Your budget after955 credits');
  await confirmation.getByRole('button', { name: `Buy ${name}` }).click();
  await expect(flash(page, `Purchased ${name}!`)).toBeVisible();
  await expect(page).toHaveURL(`/members/${seller.username}`);
  await expectBudget(page, '955 credits');
  await expect(page.getByRole('button', { name: `Buy ${name}` })).toHaveCount(0);

  // The buyer's own page says that the item is theirs.
  await database.write([sql`update items set asking_price = 50 where id = ${item?.id}`]);
  await visit(`/members/${member.username}`);
  await expect(page.getByRole('listitem')).toContainText('yours');
  await expect(page.getByRole('listitem').getByRole('button')).toHaveCount(0);
});

test.describe('accessible', { tag: '@js-on' }, () => {
  test('the pages of an account', async ({ page, visit, database, member }) => {
    await database.write([
      sql`insert into sessions (token_hash, user_id, expires_at, device)
          values (${hashToken(uniqueName('token'))}, ${member.id}, ${Date.now() + 3_600_000}, 'Firefox on Android')`,
    ]);
    await visit('/account');
    await expectAccessible(page);
    await visit('/account/password');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(field(page, 'Current password')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
  });

  test('the page of a member who offers an item', async ({
    page,
    visit,
    database,
    market,
    member: _,
  }) => {
    const item = await stock(database, 30);
    const seller = await addMember(database, market.url);
    await seller.client.post('/market', { purchase_item: String(item.id) });
    await database.write([sql`update items set asking_price = 45 where id = ${item.id}`]);
    await visit(`/members/${seller.username}`);
    await expectAccessible(page);
  });
});
