import { PASSWORD, uniqueName } from '../support/client.ts';
import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import {
  expectBudget,
  expectWrong,
  field,
  flash,
  recordAnswers,
  register,
  summary,
} from './steps.ts';

test.beforeEach(({ visit }) => visit('/register'));

test('a visitor who registers is logged in and has 1,000 credits', async ({ page }) => {
  const username = uniqueName('Ada ');
  await register(page, {
    username,
    email: `${username.replace(' ', '')}@example.org`,
    password: PASSWORD,
  });
  await expect(page).toHaveURL('/market');
  await expect(flash(page, 'Account created successfully!')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(username);
  await expectBudget(page, '1,000 credits');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Market' })).toBeVisible();
  await expect(flash(page, 'Account created successfully!')).toHaveCount(0);
});

test('every wrong field and the summary show the errors', async ({ page }) => {
  await register(page, { username: 'a', email: 'a@b', password: 'short', confirm: 'other' });
  const wrong = {
    Username: 'Use at least 2 characters.',
    Email: 'Enter an email address like name@example.org.',
    Password: 'Use at least 8 characters.',
    'Confirm password': 'The two passwords are not the same.',
  };
  for (const [label, reason] of Object.entries(wrong)) await expectWrong(page, label, reason);
  await expect(summary(page)).toContainText('4 fields need your attention.');
  for (const reason of Object.values(wrong)) {
    await expect(summary(page).getByRole('link', { name: reason })).toBeVisible();
  }
  await expect(field(page, 'Username')).toHaveValue('a');
  await expect(field(page, 'Email')).toHaveValue('a@b');
});

test('a link in the summary moves the focus to its field', async ({ page, market, database }) => {
  const username = uniqueName('ada');
  await addMember(database, market.url, { username });
  await register(page, { username, email: 'new@example.org', password: PASSWORD });
  await summary(page).getByRole('link').click();
  await expect(field(page, 'Username')).toBeFocused();
});

test('an empty form is not sent, and its first field gets the focus', async ({ page, js }) => {
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
  await expect(field(page, 'Username')).toBeFocused();
  await expect(page).toHaveURL('/register');
  if (js) {
    await expectWrong(page, 'Username', 'Enter a username.');
    await expectWrong(page, 'Email', 'Enter an email address.');
    await expectWrong(page, 'Password', 'Enter a password.');
    await expectWrong(page, 'Confirm password', 'Enter the password again.');
  }
});

test('a taken username and a taken email are refused, in upper and lower case', async ({
  page,
  market,
  database,
}) => {
  const username = uniqueName('Ada');
  await addMember(database, market.url, { username });

  await register(page, {
    username: username.toUpperCase(),
    email: 'free@example.org',
    password: PASSWORD,
  });
  await expectWrong(page, 'Username', 'This username is taken. Please choose another one.');
  await expect(summary(page)).toContainText('One field needs your attention.');
  await expect(field(page, 'Email')).not.toHaveAttribute('aria-invalid');

  await register(page, {
    username: uniqueName('free'),
    email: `${username.toUpperCase()}@EXAMPLE.ORG`,
    password: PASSWORD,
  });
  await expectWrong(page, 'Email', 'There is already an account with this email address.');
  await expect(field(page, 'Username')).not.toHaveAttribute('aria-invalid');
});

test('a refused form keeps the typed values, and its source has no password', async ({
  page,
  market,
  database,
}) => {
  const username = uniqueName('ada');
  await addMember(database, market.url, { username });
  const password = 'a password nobody sees';
  const answers = await recordAnswers(page);
  await register(page, { username, email: 'typed@example.org', password });

  await expect(summary(page)).toBeVisible();
  expect(answers).toEqual([{ status: 200, body: expect.not.stringContaining(password) }]);
  expect(await page.content()).not.toContain(password);
  expect(page.url()).not.toContain('password');
  await expect(field(page, 'Username')).toHaveValue(username);
  await expect(field(page, 'Email')).toHaveValue('typed@example.org');
  await expect(field(page, 'Password')).toHaveValue('');
  await expect(field(page, 'Confirm password')).toHaveValue('');
});

test('a password of 72 bytes is accepted, and a longer password is refused', async ({ page }) => {
  const username = uniqueName('ada');
  const form = { username, email: `${username}@example.org` };
  await register(page, { ...form, password: 'é'.repeat(37) });
  await expectWrong(
    page,
    'Password',
    'Use at most 72 bytes: that is 72 plain letters, fewer with accents or emoji.',
  );
  await register(page, { ...form, password: 'é'.repeat(36) });
  await expect(page).toHaveURL('/market');
});
