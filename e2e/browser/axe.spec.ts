import { PASSWORD, uniqueName } from '../support/client.ts';
import { addMember } from '../support/members.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { ask, field, logIn, register, stock, summary, trade } from './steps.ts';

test.describe('nothing stands in the way', { tag: '@js-on' }, () => {
  test('on a form that was refused', async ({ page, visit, market, database }) => {
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

  test('on a login that was refused', async ({ page, visit }) => {
    await visit('/login');
    await logIn(page, 'nobody', 'wrong');
    await expect(summary(page)).toBeVisible();
    await expectAccessible(page);
  });

  test('on a login code that was refused', async ({ page, visit }) => {
    await visit('/join?code=ACDE-FGHJ-KMNP');
    await field(page, 'Password').fill(PASSWORD);
    await field(page, 'Confirm password').fill(PASSWORD);
    await page.getByRole('main').getByRole('button', { name: 'Save and log in' }).click();
    await expect(summary(page)).toBeVisible();
    await expectAccessible(page);
  });

  test('after a purchase', async ({ page, visit, database, member: _ }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await trade(page, true, `Buy ${item.name}`);
    await expect(page.getByRole('status').getByText(`Purchased ${item.name}!`)).toBeVisible();
    await expectAccessible(page);
  });

  test('after a purchase that was refused', async ({ page, visit, database, member }) => {
    const item = await stock(database, 10);
    await visit('/market');
    const dialog = await ask(page, true, `Buy ${item.name}`);
    await member.client.post('/market', { purchase_item: String(item.id) });
    await dialog.getByRole('button', { name: `Buy ${item.name}` }).click();
    await expect(page.getByRole('status').getByText('You paid nothing.')).toBeVisible();
    await expectAccessible(page);
  });

  test('with a dialog open', async ({ page, visit, database, member: _ }) => {
    const [item, dear] = [await stock(database, 10), await stock(database, 1_001)];
    await visit('/market');
    for (const { name } of [item, dear]) {
      await ask(page, true, `Buy ${name}`);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('link', { name: item.name }).click();
    await expect(page.getByRole('dialog', { name: item.name })).toBeVisible();
    await expectAccessible(page);
  });
});
