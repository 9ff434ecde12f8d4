import { expect, test } from './fixtures.ts';
import { countTrades, expectBudget, flash, openConfirmation, stock } from './steps.ts';

test('a double click on the confirming button buys once', async ({
  page,
  visit,
  database,
  member: _,
  js,
}) => {
  const item = await stock(database, 100);
  await visit('/market');
  const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
  await confirmation.getByRole('button', { name: `Buy ${item.name}` }).dblclick();
  await expect(page).toHaveURL('/market');
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();
  await expectBudget(page, '900 credits');
  expect(await countTrades(database, item)).toBe(1);
});

test('a double click on the confirming button sells back once', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const item = await stock(database, 100);
  await member.client.post('/market', { purchase_item: String(item.id) });
  await visit('/items');
  const confirmation = await openConfirmation(page, js, `Sell back ${item.name}`);
  await confirmation.getByRole('button', { name: `Sell back ${item.name}` }).dblclick();
  await expect(page).toHaveURL('/items');
  await expect(flash(page, `Sold ${item.name} back to the market!`)).toBeVisible();
  await expectBudget(page, '1,000 credits');
  expect(await countTrades(database, item)).toBe(2);
});

test('a confirmation that is sent again buys once and gives the same answer', async ({
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

  // Sends the same form again, as a browser does when it has lost the answer.
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

test('a purchase whose answer was lost is done once, and “Try again” shows the purchase', {
  tag: '@js-on',
}, async ({ page, visit, database, member: _, expectComplaint }) => {
  expectComplaint(/ERR_CONNECTION_RESET|Failed to fetch/);
  const item = await stock(database, 100);
  await visit('/market');
  const confirmation = await openConfirmation(page, true, `Buy ${item.name}`);
  await page.route('/market', async (route) => {
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await confirmation.getByRole('button', { name: `Buy ${item.name}` }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await page.unrouteAll();
  await again.click();
  await expectBudget(page, '900 credits');
  await expect(page.getByRole('button', { name: `Sell back ${item.name}` })).toBeVisible();
  expect(await countTrades(database, item)).toBe(1);
});
