import { expect, type Locator, type Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { PASSWORD, uniqueName } from '../support/client.ts';

export type StockedItem = { id: number; name: string; price: number };

/**
 * Waits until scripts have taken over every form of a page that arrived as HTML. (An item that is
 * shown in a dialog was fetched by a script, and its form stays plain.)
 */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('dialog, form:not(dialog article form)')].every((element) =>
      Object.keys(element).some((key) => key.startsWith('__react')),
    ),
  );
  // Chromium forgets about idle callbacks, at times, once a modal dialog has been closed.
  await page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 250 })),
  );
}

/** The message in the page's flash region that says this. */
export function flash(page: Page, text: string | RegExp): Locator {
  return page.getByRole('status').getByText(text);
}

/** Expects the budget in the page's header. */
export async function expectBudget(page: Page, budget: string): Promise<void> {
  await expect(page.getByRole('banner')).toContainText(`Your budget: ${budget}`);
}

/** A field of the page, by its label. */
export function field(page: Page, label: string): Locator {
  return page.getByRole('main').getByLabel(label, { exact: true });
}

/** What is wrong with the form, at its top. */
export function summary(page: Page): Locator {
  return page.getByRole('main').getByRole('alert');
}

/** Expects a field marked as wrong, for this reason. */
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

/** Collects what the server answers to every form that the page sends from now on. */
export async function answersTo(page: Page): Promise<{ status: number; body: string }[]> {
  const answers: { status: number; body: string }[] = [];
  await page.route('**', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const response = await route.fetch({ maxRedirects: 0 });
    answers.push({ status: response.status(), body: await response.text() });
    await route.fulfill({ response });
  });
  return answers;
}

/** Presses an item's button, and gives what asks for confirmation: a dialog, or a page. */
export async function ask(page: Page, js: boolean, button: string): Promise<Locator> {
  if (js) await ready(page);
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
  const asking = page.getByRole(js ? 'dialog' : 'main');
  await expect(asking.getByRole('heading', { name: `${button}?` })).toBeVisible();
  return asking;
}

/** Presses an item's button, and confirms. */
export async function trade(page: Page, js: boolean, button: string): Promise<void> {
  const asking = await ask(page, js, button);
  await asking.getByRole('button', { name: button }).click();
}

let items = 0;

/** Puts an item of its own on the market, as the newest. */
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

/** How often an item has changed hands. */
export async function countTrades(database: Database, item: StockedItem): Promise<number> {
  const [counted] = await database.write([
    sql`select count(*) as trades from transfers where item_id = ${item.id}`,
  ]);
  return Number(counted?.rows[0]?.trades);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
