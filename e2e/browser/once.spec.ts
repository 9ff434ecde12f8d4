import { expect, test } from './fixtures.ts';
import { ask, countTrades, expectBudget, flash, stock } from './steps.ts';

test('pressing the confirming button twice buys once', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 100);
  await visit('/market');
  const asking = await ask(page, js, `Buy ${item.name}`);
  await asking.getByRole('button', { name: `Buy ${item.name}` }).dblclick();
  await expect(page).toHaveURL('/market');
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  await expectBudget(page, '900 credits');
  expect(await countTrades(database, item)).toBe(1);
});

test('pressing the confirming button twice sells back once', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const item = await stock(database, 100);
  await member.client.post('/market', { purchase_item: String(item.id) });
  await visit('/items');
  const asking = await ask(page, js, `Sell back ${item.name}`);
  await asking.getByRole('button', { name: `Sell back ${item.name}` }).dblclick();
  await expect(page).toHaveURL('/items');
  await expect(flash(page, `Sold ${item.name} back to the market!`)).toBeVisible();
  await expectBudget(page, '1,000 credits');
  expect(await countTrades(database, item)).toBe(2);
});

test('a confirmation page that was sent already gives the same answer when sent again', async ({
  page,
  visit,
  database,
  member: _,
}) => {
  const item = await stock(database, 100);
  await visit('/market');
  await visit(`/items/${item.id}/buy`);
  const confirm = page.getByRole('main').getByRole('button', { name: `Buy ${item.name}` });
  const key = await page.locator('input[name="key"]').inputValue();
  await confirm.click();
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();

  // The same form once more, as a browser that lost the answer sends it.
  const again = await page.request.post('/market', {
    form: { purchase_item: String(item.id), price: '100', key },
    maxRedirects: 0,
  });
  expect(again.status()).toBe(302);
  await visit('/market');
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  await expectBudget(page, '900 credits');
  expect(await countTrades(database, item)).toBe(1);
});

test('a purchase whose answer got lost is done once, and “Try again” shows it', {
  tag: '@js-on',
}, async ({ page, visit, database, member: _, expectComplaint }) => {
  expectComplaint(/ERR_CONNECTION_RESET|Failed to fetch/);
  const item = await stock(database, 100);
  await visit('/market');
  const asking = await ask(page, true, `Buy ${item.name}`);
  await page.route('/market', async (route) => {
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await asking.getByRole('button', { name: `Buy ${item.name}` }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await page.unrouteAll();
  await again.click();
  await expectBudget(page, '900 credits');
  await expect(page.getByRole('button', { name: `Sell back ${item.name}` })).toBeVisible();
  expect(await countTrades(database, item)).toBe(1);
});
