import type { Page } from '@playwright/test';
import { formatLoginCode } from '../../lib/people/login-codes/code.ts';
import { addLoginCode, addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { expectWrong, field, flash, logIn, recordAnswers, summary } from './steps.ts';

const NEW_PASSWORD = 'another horse battery';
const WRONG = 'This code is wrong, used or too old.';

async function fillIn(page: Page, password: string, again = password): Promise<void> {
  await field(page, 'Password').fill(password);
  await field(page, 'Confirm password').fill(again);
}

const send = (page: Page) =>
  page.getByRole('main').getByRole('button', { name: 'Save and log in' }).click();

test('a member who forgot the password sets a new one with a login code', async ({
  page,
  visit,
  market,
  database,
}) => {
  const { id, username } = await addMember(database, market.url);
  const code = formatLoginCode(await addLoginCode(database, id));
  await visit('/login');
  await page.getByRole('link', { name: 'Use a login code' }).click();
  await expect(page).toHaveURL('/join');
  await expect(page).toHaveTitle('Use a login code · Market');
  await field(page, 'Code').fill(code.toLowerCase());
  await fillIn(page, NEW_PASSWORD);
  await send(page);
  await expect(page).toHaveURL('/market');
  await expect(flash(page, 'Your new password is set.')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(username);

  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(flash(page, 'You have been logged out.')).toBeVisible();
  await visit('/login');
  await logIn(page, username, NEW_PASSWORD);
  await expect(page).toHaveURL('/market');
});

test('a refused code stays in its field, and the passwords do not', async ({ page, visit }) => {
  const answers = await recordAnswers(page);
  await visit('/join?code=acde%20fghj%20kmnp');
  await expect(field(page, 'Code')).toHaveValue('acde fghj kmnp');
  await fillIn(page, NEW_PASSWORD);
  await send(page);
  await expect(summary(page)).toBeFocused();
  await expectWrong(page, 'Code', WRONG);
  await expect(field(page, 'Code')).toHaveValue('acde fghj kmnp');
  await expect(field(page, 'Password')).toHaveValue('');
  await expect(field(page, 'Confirm password')).toHaveValue('');
  expect(await page.content()).not.toContain(NEW_PASSWORD);
  expect(answers).toEqual([{ status: 200, body: expect.not.stringContaining(NEW_PASSWORD) }]);

  await summary(page).getByRole('link').click();
  await expect(field(page, 'Code')).toBeFocused();
});

test('every wrong field shows its error', async ({ page, visit }) => {
  await visit('/join');
  await field(page, 'Code').fill('ACDE-FG');
  await fillIn(page, 'short', 'other');
  await send(page);
  await expectWrong(page, 'Code', 'A login code has 12 letters and digits.');
  await expectWrong(page, 'Password', 'Use at least 8 characters.');
  await expectWrong(page, 'Confirm password', 'The two passwords are not the same.');
  await expect(summary(page)).toContainText('3 fields need your attention.');
});

test('a refused form is accepted after it is corrected', async ({
  page,
  visit,
  market,
  database,
}) => {
  const { id, username } = await addMember(database, market.url);
  const code = await addLoginCode(database, id);
  await visit('/join?code=ACDE-FGHJ-KMNP');
  await fillIn(page, NEW_PASSWORD);
  await send(page);
  await expectWrong(page, 'Code', WRONG);
  await field(page, 'Code').fill(code);
  await fillIn(page, NEW_PASSWORD);
  await send(page);
  await expect(page).toHaveURL('/market');
  await expect(page.getByRole('banner')).toContainText(username);
});

test('a browser with a session can use the code of another member', async ({
  page,
  visit,
  market,
  database,
  member,
}) => {
  const other = await addMember(database, market.url);
  const code = await addLoginCode(database, other.id);
  await visit(`/join?code=${code}`);
  await expect(page.getByRole('main')).toContainText(`You are logged in as ${member.username}.`);
  await fillIn(page, NEW_PASSWORD);
  await send(page);
  await expect(page).toHaveURL('/market');
  await expect(page.getByRole('banner')).toContainText(other.username);
  await expect(page.getByRole('banner')).not.toContainText(member.username);
});

test('the form works with the keyboard alone', async ({ page, visit, market, database }) => {
  const { id, username } = await addMember(database, market.url);
  const code = await addLoginCode(database, id);
  await visit('/join');
  await field(page, 'Code').focus();
  for (const text of [code, NEW_PASSWORD, NEW_PASSWORD]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await expect(page.getByRole('button', { name: 'Save and log in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/market');
  await expect(page.getByRole('banner')).toContainText(username);
});
