import { sql } from 'drizzle-orm';
import { addMember } from '../support/members.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { expectBudget, flash, ready, stock, trade } from './steps.ts';

test('a purchase can be undone in its message', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 300);
  await visit('/market');
  await trade(page, js, `Buy ${item.name}`);
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  if (js) await ready(page);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(flash(page, 'Undone: you have 300 credits back.')).toBeVisible();
  await expect(page).toHaveURL('/market');
  await expectBudget(page, '1,000 credits');
  await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: `Buy ${item.name}` })).toBeVisible();
});

test('a sell-back can be undone on the statement, which lists each transfer', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const item = await stock(database, 300);
  await member.client.post('/market', { purchase_item: String(item.id) });
  await member.client.post('/market', { sell_item: String(item.id) });
  await visit('/statement');
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toContainText(`Sold back ${item.name}`);
  await expect(rows.nth(1)).toContainText('+300 in');
  await expect(rows.nth(2)).toContainText(`Bought ${item.name}`);
  await expect(rows.nth(2)).toContainText('−300 out');
  await expect(rows.nth(2).getByRole('button')).toHaveCount(0);
  await expect(rows.nth(3)).toContainText('Opening budget');
  await expect(page.getByRole('img', { name: /^Your budget went from 1,000/ })).toBeVisible();

  if (js) await ready(page);
  await page.getByRole('button', { name: `Undo sell-back of ${item.name}` }).click();
  await expect(flash(page, `Undone: ${item.name} is yours again.`)).toBeVisible();
  await expect(page).toHaveURL('/statement');
  await expectBudget(page, '700 credits');
  await expect(rows.nth(1)).toContainText(`Undone sell-back ${item.name}`);
  await expect(rows.nth(1)).toContainText('−300 out');
  await expect(rows.nth(2)).toContainText('(undone)');
  await expect(page.getByRole('main').getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

test('a trade that can’t be undone any more shows the reason', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const item = await stock(database, 300);
  await member.client.post('/market', { purchase_item: String(item.id) });
  await visit('/statement?month=');
  await database.write([sql`update items set asking_price = 9 where id = ${item.id}`]);
  if (js) await ready(page);
  await page.getByRole('button', { name: `Undo purchase of ${item.name}` }).click();
  await expect(flash(page, `Something else has happened to ${item.name} since`)).toBeVisible();
  await expectBudget(page, '700 credits');
});

test('a member chooses a month, and downloads the whole statement', async ({
  page,
  visit,
  member: _,
}) => {
  await visit('/statement');
  const month = page.getByLabel('Month');
  await month.selectOption({ index: 1 });
  const name = await month.locator('option:checked').textContent();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/\/statement\?month=\d{4}-\d\d$/);
  await expect(page.getByRole('heading', { level: 2, name: name ?? '' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('1,000 credits in, 0 credits out');
  await expect(month.locator('option:checked')).toHaveText(name ?? '');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  expect((await download).suggestedFilename()).toBe('statement.csv');
});

test.describe('accessible', { tag: '@js-on' }, () => {
  test('a statement with all kinds of transfers', async ({
    page,
    visit,
    database,
    market,
    member,
  }) => {
    const [item, other] = [await stock(database, 300), await stock(database, 200)];
    const seller = await addMember(database, market.url);
    await seller.client.post('/market', { purchase_item: String(item.id) });
    await database.write([sql`update items set asking_price = 90 where id = ${item.id}`]);
    for (const { id } of [item, other]) {
      await member.client.post('/market', { purchase_item: String(id) });
    }
    await visit('/statement');
    await expect(page.getByRole('button', { name: /^Undo purchase of/ })).toHaveCount(2);
    await expectAccessible(page);
    await page.getByRole('button', { name: `Undo purchase of ${item.name}` }).click();
    await expect(flash(page, 'Undone: you have 90 credits back.')).toBeVisible();
    await expectAccessible(page);
    await visit('/statement?month=2019-01');
    await expectAccessible(page);
  });

  test('a message with the button “Undo”', async ({ page, visit, database, member: _ }) => {
    const item = await stock(database, 30);
    await visit('/market');
    await trade(page, true, `Buy ${item.name}`);
    await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toBeVisible();
    await expectAccessible(page);
  });
});
