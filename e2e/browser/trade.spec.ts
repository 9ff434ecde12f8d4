import { sql } from 'drizzle-orm';
import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { ask, countTrades, expectBudget, flash, stock, trade } from './steps.ts';

test('a member buys an item and sells it back', async ({ page, visit, database, member, js }) => {
  const item = await stock(database, 250);
  await visit('/market');
  await expectBudget(page, '1,000 credits');

  const buying = await ask(page, js, `Buy ${item.name}`);
  await expect(buying).toContainText(item.name);
  await expect(buying).toContainText(/Price\s*250 credits/);
  await expect(buying).toContainText(/Your budget after\s*750 credits/);
  await buying.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(page).toHaveURL('/market');
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  await expectBudget(page, '750 credits');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const mine = page.getByRole('region', { name: 'Your items' });
  await expect(mine.getByRole('link', { name: item.name })).toBeVisible();
  await expect(page.getByRole('button', { name: `Buy ${item.name}` })).toHaveCount(0);

  const selling = await ask(page, js, `Sell back ${item.name}`);
  await expect(selling).toContainText(/Price\s*250 credits/);
  await expect(selling).toContainText(/Your budget after\s*1,000 credits/);
  await selling.getByRole('button', { name: `Sell back ${item.name}` }).click();
  await expect(page).toHaveURL('/market');
  await expect(flash(page, `Sold ${item.name} back to the market!`)).toBeVisible();
  await expect(flash(page, `Purchased ${item.name}!`)).toHaveCount(0);
  await expectBudget(page, '1,000 credits');
  await expect(page.getByRole('button', { name: `Buy ${item.name}` })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(member.username);
});

test('a message is shown once', async ({ page, visit, database, member: _, js }) => {
  const item = await stock(database, 10);
  await visit('/market');
  await trade(page, js, `Buy ${item.name}`);
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: `Sell back ${item.name}` })).toBeVisible();
  await expect(flash(page, `Purchased ${item.name}!`)).toHaveCount(0);
});

test('whoever changes their mind pays nothing', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 10);
  await visit('/market');
  const asking = await ask(page, js, `Buy ${item.name}`);
  await asking.getByRole(js ? 'button' : 'link', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Market' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectBudget(page, '1,000 credits');
  expect(await countTrades(database, item)).toBe(0);
});

test('an item that costs too much can’t be confirmed, and it says why', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 1_001);
  await visit('/market');
  const asking = await ask(page, js, `Buy ${item.name}`);
  await expect(asking).toContainText('You don’t have enough credits: 1 credit short.');
  await expect(asking.getByRole('button', { name: `Buy ${item.name}` })).toHaveCount(0);
});

test('credits that were spent meanwhile are missing', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const [item, other] = [await stock(database, 600), await stock(database, 500)];
  await visit('/market');
  const asking = await ask(page, js, `Buy ${item.name}`);
  await member.client.post('/market', { purchase_item: String(other.id) });
  await asking.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(page).toHaveURL('/market');
  await expect(
    flash(
      page,
      `You don’t have enough credits to buy ${item.name}: it costs 600 and your budget is 500 credits.`,
    ),
  ).toBeVisible();
  await expectBudget(page, '500 credits');
  expect(await countTrades(database, item)).toBe(0);
});

test('an item that was sold meanwhile costs nothing', async ({
  page,
  visit,
  database,
  market,
  member: _,
  js,
}) => {
  const item = await stock(database, 100);
  await visit('/market');
  const asking = await ask(page, js, `Buy ${item.name}`);
  const rival = await addMember(database, market.url);
  await rival.client.post('/market', { purchase_item: String(item.id) });
  await asking.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(page).toHaveURL('/market');
  const told = `${item.name} has just been sold to somebody else. You paid nothing.`;
  await expect(flash(page, told)).toBeVisible();
  await expectBudget(page, '1,000 credits');
  await expect(page.getByRole('button', { name: `Buy ${item.name}` })).toHaveCount(0);
  expect(await countTrades(database, item)).toBe(1);
});

test('a price that changed meanwhile is not paid', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 100);
  await visit('/market');
  const asking = await ask(page, js, `Buy ${item.name}`);
  await database.write([sql`update items set price = 101 where id = ${item.id}`]);
  await asking.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(page).toHaveURL('/market');
  await expect(
    flash(page, `The price of ${item.name} has changed from 100 to 101 credits.`),
  ).toBeVisible();
  await expectBudget(page, '1,000 credits');
  expect(await countTrades(database, item)).toBe(0);

  await trade(page, js, `Buy ${item.name}`);
  await expectBudget(page, '899 credits');
});
