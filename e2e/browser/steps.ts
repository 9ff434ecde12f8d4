import { expect, type Locator, type Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { PASSWORD, uniqueName } from '../support/client.ts';

export type StockedItem = { id: number; name: string; price: number };

/**
 * Waits until React has taken over every form and dialog of a page. Forms in the dialog of an item
 * stay plain, because a script has fetched them.
 */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('dialog, form:not(dialog article form)')].every((element) =>
      Object.keys(element).some((key) => key.startsWith('__react')),
    ),
  );
  // After a modal dialog has closed, Chromium sometimes drops idle callbacks, hence the timeout.
  await page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 250 })),
  );
}

/** The flash message with this text. */
export function flash(page: Page, text: string | RegExp): Locator {
  return page.getByRole('status').getByText(text);
}

/** Expects a budget, such as “1,000 credits”, in the header of the page. */
export async function expectBudget(page: Page, budget: string): Promise<void> {
  await expect(page.getByRole('banner')).toContainText(`Your budget: ${budget}`);
}

/** The field with this label. */
export function field(page: Page, label: string): Locator {
  return page.getByRole('main').getByLabel(label, { exact: true });
}

/** The error summary above a form. */
export function summary(page: Page): Locator {
  return page.getByRole('main').getByRole('alert');
}

/** Expects a field that is marked as wrong and has this error. */
export async function expectWrong(page: Page, label: string, reason: string): Promise<void> {
  await expect(field(page, label)).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, label)).toHaveAccessibleDescription(new RegExp(escaped(reason)));
}

type Registration = { username: string; email: string; password: string; confirm?: string };

export async function fillRegistration(page: Page, form: Registration): Promise<void> {
  await field(page, 'Username').fill(form.username);
  await field(page, 'Email').fill(form.email);
  await field(page, 'Password').fill(form.password);
  await field(page, 'Confirm password').fill(form.confirm ?? form.password);
}

export async function register(page: Page, form: Registration): Promise<void> {
  await fillRegistration(page, form);
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
}

export async function logIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await field(page, 'Username').fill(username);
  await field(page, 'Password').fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Log in' }).click();
}

/** Records the answers to all forms that the page sends from now on. */
export async function recordAnswers(page: Page): Promise<{ status: number; body: string }[]> {
  const answers: { status: number; body: string }[] = [];
  await page.route('**', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const response = await route.fetch({ maxRedirects: 0 });
    answers.push({ status: response.status(), body: await response.text() });
    await route.fulfill({ response });
  });
  return answers;
}

/**
 * Presses the button of an item. Gives the confirmation: a dialog with JavaScript, or else a page.
 */
export async function openConfirmation(page: Page, js: boolean, button: string): Promise<Locator> {
  if (js) await ready(page);
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
  const confirmation = page.getByRole(js ? 'dialog' : 'main');
  await expect(confirmation.getByRole('heading', { name: `${button}?` })).toBeVisible();
  return confirmation;
}

/** Presses the button of an item, and confirms the trade. */
export async function trade(page: Page, js: boolean, button: string): Promise<void> {
  const confirmation = await openConfirmation(page, js, button);
  await confirmation.getByRole('button', { name: button }).click();
}

let items = 0;

/** Adds an item to the market. It is the newest item. `price` is in credits. */
export async function stock(
  database: Database,
  price: number,
  name = uniqueName('Kite '),
): Promise<StockedItem> {
  items += 1;
  const [added] = await database.write([
    sql`insert into items (name, price, barcode, description)
        values (${name}, ${price}, ${`test${items}`}, 'Flies well.') returning id`,
  ]);
  return { id: Number(added?.rows[0]?.id), name, price };
}

/** The number of transfers of an item. */
export async function countTrades(database: Database, item: StockedItem): Promise<number> {
  const [counted] = await database.write([
    sql`select count(*) as trades from transfers where item_id = ${item.id}`,
  ]);
  return Number(counted?.rows[0]?.trades);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
