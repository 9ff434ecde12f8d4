import { sql } from 'drizzle-orm';
import { addMember } from '../support/members.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { flash, stock } from './steps.ts';

test('a member stars an item, and gets a notice when it is for sale again', async ({
  page,
  visit,
  database,
  member,
  market,
}) => {
  const item = await stock(database, 1_012);
  await visit(`/items/${item.id}`);
  await page.getByRole('button', { name: `Star ${item.name}` }).click();
  await expect(flash(page, `${item.name} is starred.`)).toBeVisible();
  await expect(page.getByRole('button', { name: `Unstar ${item.name}` })).toBeVisible();

  await page.getByRole('banner').getByRole('link', { name: 'Starred' }).click();
  const card = page.getByRole('listitem').filter({ hasText: item.name });
  await expect(card).toContainText('12 credits to go');

  const rich = await addMember(database, market.url, { budget: 5_000 });
  await rich.client.post('/market', { purchase_item: String(item.id) });
  await page.reload();
  await expect(card).toContainText('Not for sale now');
  await database.write([sql`update items set asking_price = 900 where id = ${item.id}`]);

  await visit('/inbox');
  await expect(page.getByRole('link', { name: 'Inbox 1 unread' })).toBeVisible();
  const notice = page.getByRole('main').getByRole('listitem');
  await expect(notice).toContainText(
    `New: ${item.name}. ${rich.username} offers it: it can be had again, for 900 credits.`,
  );
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByRole('link', { name: 'Inbox', exact: true })).toBeVisible();
  await expect(notice).not.toContainText('New:');
  expect(member.username).toBeTruthy();
});

test('a seller gets a notice that names the buyer', async ({
  page,
  visit,
  database,
  member,
  market,
}) => {
  const item = await stock(database, 10);
  await member.client.post('/market', { purchase_item: String(item.id) });
  await database.write([sql`update items set asking_price = 25 where id = ${item.id}`]);
  const buyer = await addMember(database, market.url);
  await buyer.client.post('/market', { purchase_item: String(item.id) });
  await visit('/inbox');
  await expect(page.getByRole('main').getByRole('listitem')).toContainText(
    `${item.name}. ${buyer.username} bought it for 25 credits.`,
  );
  await expect(page.getByRole('banner')).toContainText('1,015 credits');
});

test('an item that others buy disappears from an open market page', { tag: '@js-on' }, async ({
  page,
  visit,
  database,
  member: _,
  market,
}) => {
  const item = await stock(database, 10);
  await visit('/market');
  const card = page.getByRole('link', { name: item.name });
  await expect(card).toBeVisible();
  const buyer = await addMember(database, market.url);
  await buyer.client.post('/market', { purchase_item: String(item.id) });
  await expect(card).toHaveCount(0, { timeout: 2_500 });
});

test('an empty inbox and an empty list of stars are accessible', { tag: '@js-on' }, async ({
  page,
  visit,
  member: _,
}) => {
  for (const path of ['/inbox', '/stars']) {
    await visit(path);
    await expectAccessible(page);
  }
});
