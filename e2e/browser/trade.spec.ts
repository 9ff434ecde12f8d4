import { sql } from 'drizzle-orm';
import { uniqueName } from '../support/client.ts';
import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import {
  countTrades,
  expectBudget,
  flash,
  logIn,
  openConfirmation,
  ready,
  stock,
  trade,
} from './steps.ts';

test('a member buys an item and sells it back', async ({ page, visit, database, member, js }) => {
  const item = await stock(database, 250);
  await visit('/market');
  await expectBudget(page, '1,000 credits');

  const buying = await openConfirmation(page, js, `Buy ${item.name}`);
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

  const selling = await openConfirmation(page, js, `Sell back ${item.name}`);
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

test('a trade returns to the page where it started: done, refused, undone or cancelled', async ({
  page,
  visit,
  database,
  market,
  member,
  js,
}) => {
  const word = uniqueName('Zither').replace(/\d/g, 'x');
  const name = (what: string) => `${word} ${what}`;
  const [first, second, gone] = [
    await stock(database, 30, name('one')),
    await stock(database, 20, name('two')),
    await stock(database, 10, name('three')),
  ];
  const search = `/market?q=${word}&affordable=1&sort=price`;
  await visit(search);
  await trade(page, js, `Buy ${first.name}`);
  await expect(flash(page, `Purchased ${first.name}!`)).toBeVisible();
  await expect(page).toHaveURL(search);
  await expect(page.getByRole('button', { name: `Buy ${first.name}` })).toHaveCount(0);
  await expect(page.getByRole('button', { name: `Buy ${second.name}` })).toBeVisible();

  if (js) await ready(page);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(flash(page, 'Undone: you have 30 credits back.')).toBeVisible();
  await expect(page).toHaveURL(search);

  let confirmation = await openConfirmation(page, js, `Buy ${gone.name}`);
  const rival = await addMember(database, market.url);
  await rival.client.post('/market', { purchase_item: String(gone.id) });
  await confirmation.getByRole('button', { name: `Buy ${gone.name}` }).click();
  await expect(flash(page, `${gone.name} has just been sold to somebody else.`)).toBeVisible();
  await expect(page).toHaveURL(search);

  confirmation = await openConfirmation(page, js, `Buy ${second.name}`);
  await confirmation.getByText('Cancel', { exact: true }).click();
  await expect(page).toHaveURL(search);

  await visit(`/items/${second.id}`);
  await trade(page, js, `Buy ${second.name}`);
  await expect(flash(page, `Purchased ${second.name}!`)).toBeVisible();
  await expect(page).toHaveURL(`/items/${second.id}`);
  await trade(page, js, `Sell back ${second.name}`);
  await expect(flash(page, `Sold ${second.name} back to the market!`)).toBeVisible();
  await expect(page).toHaveURL(`/items/${second.id}`);

  await member.client.post('/market', { purchase_item: String(first.id) });
  await visit('/items?before=1');
  await trade(page, js, `Sell back ${first.name}`);
  await expect(page).toHaveURL('/items?before=1');
  await expect(flash(page, `Sold ${first.name} back to the market!`)).toBeVisible();
});

test('after a login, a trade still returns to the page where it started', {
  tag: '@js-off',
}, async ({ page, visit, database, market }) => {
  const item = await stock(database, 10);
  const { username } = await addMember(database, market.url);
  const back = `/market?q=${encodeURIComponent(item.name)}`;
  await visit(`/items/${item.id}/buy?back=${encodeURIComponent(back)}`);
  await logIn(page, username);
  await page.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  expect(new URL(page.url()).searchParams.get('q')).toBe(item.name);
});

test('a message and its button “Undo” stay while others trade', {
  tag: '@js-on',
}, async ({ page, visit, database, market, member: _ }) => {
  const word = uniqueName('Viola').replace(/\d/g, 'x');
  const [mine, theirs] = [
    await stock(database, 30, `${word} one`),
    await stock(database, 20, `${word} two`),
  ];
  await visit(`/market?q=${word}`);
  await trade(page, true, `Buy ${mine.name}`);
  await expect(flash(page, `Purchased ${mine.name}!`)).toBeVisible();
  await ready(page);

  const rival = await addMember(database, market.url);
  await rival.client.post('/market', { purchase_item: String(theirs.id) });
  await expect(page.getByRole('button', { name: `Buy ${theirs.name}` })).toHaveCount(0);
  await expect(flash(page, `Purchased ${mine.name}!`)).toBeVisible();
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(flash(page, 'Undone: you have 30 credits back.')).toBeVisible();
});

test('an item with a percent sign in its name can be bought', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 10, uniqueName('50% off '));
  await visit('/market');
  await trade(page, js, `Buy ${item.name}`);
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
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

test('a cancelled purchase costs nothing', async ({ page, visit, database, member: _, js }) => {
  const item = await stock(database, 10);
  await visit('/market');
  const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
  await confirmation.getByRole(js ? 'button' : 'link', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Market' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectBudget(page, '1,000 credits');
  expect(await countTrades(database, item)).toBe(0);
});

test('an item above the budget can’t be confirmed, and the reason is shown', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 1_001);
  await visit('/market');
  const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
  await expect(confirmation).toContainText('You don’t have enough credits: 1 credit short.');
  await expect(confirmation.getByRole('button', { name: `Buy ${item.name}` })).toHaveCount(0);
});

test('a purchase is refused when the credits were spent meanwhile', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const [item, other] = [await stock(database, 600), await stock(database, 500)];
  await visit('/market');
  const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
  await member.client.post('/market', { purchase_item: String(other.id) });
  await confirmation.getByRole('button', { name: `Buy ${item.name}` }).click();
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

test('a purchase is refused when the item was sold meanwhile', async ({
  page,
  visit,
  database,
  market,
  member: _,
  js,
}) => {
  const item = await stock(database, 100);
  await visit('/market');
  const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
  const rival = await addMember(database, market.url);
  await rival.client.post('/market', { purchase_item: String(item.id) });
  await confirmation.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(page).toHaveURL('/market');
  const message = `${item.name} has just been sold to somebody else. You paid nothing.`;
  await expect(flash(page, message)).toBeVisible();
  await expectBudget(page, '1,000 credits');
  await expect(page.getByRole('button', { name: `Buy ${item.name}` })).toHaveCount(0);
  expect(await countTrades(database, item)).toBe(1);
});

test('a purchase is refused when the price has changed meanwhile', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 100);
  await visit('/market');
  const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
  await database.write([sql`update items set price = 101 where id = ${item.id}`]);
  await confirmation.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(page).toHaveURL('/market');
  await expect(
    flash(page, `The price of ${item.name} has changed from 100 to 101 credits.`),
  ).toBeVisible();
  await expectBudget(page, '1,000 credits');
  expect(await countTrades(database, item)).toBe(0);

  await trade(page, js, `Buy ${item.name}`);
  await expectBudget(page, '899 credits');
});
