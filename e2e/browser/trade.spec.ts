import { sql } from 'drizzle-orm';
import { uniqueName } from '../support/client.ts';
import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { ask, countTrades, expectBudget, flash, logIn, ready, stock, trade } from './steps.ts';

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

test('a trade leads back to where it was asked for: done, refused, undone or given up', async ({
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

  let asking = await ask(page, js, `Buy ${gone.name}`);
  const rival = await addMember(database, market.url);
  await rival.client.post('/market', { purchase_item: String(gone.id) });
  await asking.getByRole('button', { name: `Buy ${gone.name}` }).click();
  await expect(flash(page, `${gone.name} has just been sold to somebody else.`)).toBeVisible();
  await expect(page).toHaveURL(search);

  asking = await ask(page, js, `Buy ${second.name}`);
  await asking.getByText('Cancel', { exact: true }).click();
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

test('a page that a trade was asked for on is not lost to a login', { tag: '@js-off' }, async ({
  page,
  visit,
  database,
  market,
}) => {
  const item = await stock(database, 10);
  const { username } = await addMember(database, market.url);
  const back = `/market?q=${encodeURIComponent(item.name)}`;
  await visit(`/items/${item.id}/buy?back=${encodeURIComponent(back)}`);
  await logIn(page, username);
  await page.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  expect(new URL(page.url()).searchParams.get('q')).toBe(item.name);
});

test('a message stays, and its button works, when others trade meanwhile', {
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

test('an item with a percent sign in its name is bought as any other', async ({
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
