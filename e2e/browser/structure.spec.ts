import { expect, test } from './fixtures.ts';
import { openConfirmation, stock } from './steps.ts';

// A screen reader uses these landmarks, headings and names, and the region in which it announces
// messages. They are the same with JavaScript and without.

test('the pages of a visitor have landmarks, headings and names', async ({ page, visit }) => {
  await visit('/login');
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - banner:
      - link "Skip to content":
        - /url: "#main"
      - link "Market":
        - /url: /
      - navigation "Main":
        - link "For sale"
      - link "Log in"
      - link "Create account"
    - main:
      - status
      - heading "Log in" [level=1]
      - paragraph: Good to see you again.
      - textbox "Username"
      - textbox "Password"
      - checkbox "Keep me logged in"
      - button "Log in"
      - paragraph:
        - link "Create account"
      - paragraph:
        - text: Forgot your password? Ask whoever runs the market for a code.
        - link "Use a login code":
          - /url: /join
    - contentinfo:
      - paragraph:
        - link "See what is for sale"
      - form "Theme":
        - button "System" [pressed]
        - button "Light"
        - button "Dark"
  `);

  await visit('/');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - status
      - heading "A market of your own, in credits of your own." [level=1]
      - paragraph
      - link "Create account"
      - link "Log in"
      - region "Newest on the shelves":
        - heading "Newest on the shelves" [level=2]
        - list:
          - listitem:
            - heading [level=3]:
              - link
            - text: /credits?/
      - region "How it works":
        - heading "How it works" [level=2]
        - list:
          - listitem:
            - heading "Get a budget" [level=3]
            - paragraph
          - listitem
          - listitem
  `);
});

test('a form has names for its fields and their errors', async ({ page, visit }) => {
  await visit('/register');
  for (const [label, text] of [
    ['Username', 'a'],
    ['Email', 'ada@example.org'],
    ['Password', 'long enough'],
    ['Confirm password', 'long enough'],
  ] as const) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  }
  await page.getByRole('main').getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - status
      - heading "Create account" [level=1]
      - alert:
        - paragraph: One field needs your attention.
        - list:
          - listitem:
            - 'link "Username: Use at least 2 characters."':
              - /url: "#field-username"
      - textbox "Username": a
      - paragraph: Use at least 2 characters.
      - textbox "Email": ada@example.org
      - textbox "Password"
      - textbox "Confirm password"
      - button "Create account"
  `);
});

test('the market and a confirmation have landmarks, headings and names', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const item = await stock(database, 250);
  await visit('/market');
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - banner:
      - link "Skip to content"
      - link "Market"
      - navigation "Main":
        - link "For sale"
        - link "Your items"
        - link "Starred"
        - link "Inbox"
      - 'link "Your budget: 1,000 credits"'
      - link "${member.username}"
      - button "Log out"
    - main:
      - status
      - heading "Market" [level=1]
      - paragraph: You have 1,000 credits to spend, and own no items yet.
      - search:
        - searchbox "Search"
      - region "For sale":
        - heading "For sale" [level=2]
        - list:
          - listitem:
            - heading "${item.name}" [level=3]:
              - link "${item.name}"
            - text: 250 credits
            - button "Buy ${item.name}"
        - navigation "Pages of what is for sale":
          - link "Next page"
  `);
  const here = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]');
  await expect(here).toHaveText(['For sale']);

  await openConfirmation(page, js, `Buy ${item.name}`);
  const asking = `
      - heading "Buy ${item.name}?"
      - term: Item
      - definition: ${item.name}
      - term: Price
      - definition: 250 credits
      - term: Your budget now
      - definition: 1,000 credits
      - term: Your budget after
      - definition: 750 credits
      - button "Buy ${item.name}"`;
  await expect(page.locator('body')).toMatchAriaSnapshot(
    js ? `- dialog "Buy ${item.name}?":${asking}` : `- main:${asking}`,
  );
});

test('the page of an item has its parts in order', async ({ page, visit, database, member: _ }) => {
  const item = await stock(database, 250);
  await visit(`/items/${item.id}`);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - status
      - article:
        - heading "${item.name}" [level=1]
        - text: 250 credits
        - paragraph: Flies well.
        - button "Buy ${item.name}"
        - button "Star ${item.name}"
        - term: Owner
        - definition: The market
        - term: Barcode
        - definition:
          - img /as a Code 128 barcode/
      - region "Its story":
        - heading "Its story" [level=2]
        - list:
          - listitem
  `);
});
