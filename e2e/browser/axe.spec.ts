import { PASSWORD, uniqueName } from '../support/client.ts';
import { addMember } from '../support/members.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { field, logIn, openConfirmation, register, stock, summary, trade } from './steps.ts';

test.describe('accessible', { tag: '@js-on' }, () => {
  test('a refused registration', async ({ page, visit, market, database }) => {
    const username = uniqueName('ada');
    await addMember(database, market.url, { username });
    await visit('/register');
    const email = `${username}@example.org`;
    await register(page, { username, email, password: PASSWORD });
    await expect(summary(page)).toBeVisible();
    await field(page, 'Password').fill('short');
    await field(page, 'Password').blur();
    await expect(field(page, 'Password')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page);
  });

  test('a refused login', async ({ page, visit }) => {
    await visit('/login');
    await logIn(page, 'nobody', 'wrong');
    await expect(summary(page)).toBeVisible();
    await expectAccessible(page);
  });

  test('a refused login code', async ({ page, visit }) => {
    await visit('/join?code=ACDE-FGHJ-KMNP');
    await field(page, 'Password').fill(PASSWORD);
    await field(page, 'Confirm password').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Save and log in' }).click();
    await expect(summary(page)).toBeVisible();
    await expectAccessible(page);
  });

  test('the market after a purchase', async ({ page, visit, database, member: _ }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await trade(page, true, `Buy ${item.name}`);
    await expect(page.getByRole('status').getByText(`Purchased ${item.name}!`)).toBeVisible();
    await expectAccessible(page);
  });

  test('the market after a refused purchase', async ({ page, visit, database, member }) => {
    const item = await stock(database, 10);
    await visit('/market');
    const dialog = await openConfirmation(page, true, `Buy ${item.name}`);
    await member.client.post('/market', { purchase_item: String(item.id) });
    await dialog.getByRole('button', { name: `Buy ${item.name}` }).click();
    await expect(page.getByRole('status').getByText('You paid nothing.')).toBeVisible();
    await expectAccessible(page);
  });

  test('the market with an open dialog', async ({ page, visit, database, member: _ }) => {
    const [item, expensive] = [await stock(database, 10), await stock(database, 1_001)];
    await visit('/market');
    for (const { name } of [item, expensive]) {
      await openConfirmation(page, true, `Buy ${name}`);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('link', { name: item.name }).click();
    await expect(page.getByRole('dialog', { name: item.name })).toBeVisible();
    await expectAccessible(page);
  });
});
