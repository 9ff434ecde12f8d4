import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { may } from '../../lib/items/may.ts';
import { takesPlainPosts } from '../../lib/web/forms/post-address.ts';
import { builtActions } from '../support/actions.ts';
import { type Client, textOf } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';
import { changes, stateNow } from './roles-changes.ts';
import { addAccount, fieldsOf, itemOf, PATHS, readPageForms, setScene } from './roles-scene.ts';
import {
  type Outcome,
  PLAIN_POST_ROUTES,
  READS,
  RULES,
  TABLE,
  type Thing,
  WRITES,
  type Write,
} from './roles-table.ts';

const market = marketOfThisFile();

/** Where scripts post a form: the old system had all trades on `/market`. */
function plainPath(write: Write, item: number): string {
  return write === 'buy' || write === 'sell back' ? '/market' : PATHS[write](item);
}

/** Whether scripts can post a form, without a server action. */
function hasPlainPost(write: Write): boolean {
  return (
    takesPlainPosts(plainPath(write, 1)) ||
    WRITES[write].some((code: string) => code.includes('/route.ts '))
  );
}

let pageForms: Map<Write, FormData>;

beforeAll(async () => {
  await addAccount(market());
  pageForms = await readPageForms(market());
});

afterAll(() => market().expectValidLedger());

/** Sends the form of a page, as a browser without JavaScript does. */
function sendPageForm(client: Client, path: string, form: FormData, fields: Fields) {
  const data = new FormData();
  for (const [name, value] of form) {
    // Only the fields of the action are used. The price and the key belong to another item.
    if (name.startsWith('$')) data.set(name, value);
  }
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return client.post(path, data);
}

type Fields = ReturnType<typeof fieldsOf>;

/** The body of a plain post, which is multipart when it has a file. */
function plain(fields: Fields): FormData | Record<string, string> {
  const texts = Object.entries(fields).filter(([, value]) => typeof value === 'string');
  if (texts.length === Object.keys(fields).length)
    return Object.fromEntries(texts) as Record<string, string>;
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

async function outcomeOf(client: Client, answer: Response): Promise<Outcome> {
  const to = answer.headers.get('location');
  if (to?.startsWith('/login?next=')) return 'sent to the login';
  if (!to) {
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toMatch(/Login failed|needs? your attention/);
    return 'refused';
  }
  expect([302, 303]).toContain(answer.status);
  const page = await client.get(to);
  expect(page.status).toBe(200);
  const refusal =
    /has just been sold|is yours already|not yours to (sell|change)|no such (item|trade of yours)/;
  return refusal.test(textOf(await page.text())) ? 'refused' : 'done';
}

const HANDLER =
  /export (?:async )?(?:function|const|let) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

/** Matches calls that make a form, top-level declarations, and imports. */
const FORM =
  /^(?:export )?(?:default )?(?:async )?(?:const|let|var|function\*?) (\w+)|^import\b[^;]*;|\b(?:member|visitor)Form\b/gm;

const MAKES_FORM = /(?:member|visitor)Form/;

/** The forms that a file defines, each with the name of its constant or function. */
function formsIn({ file, text }: Source): string[] {
  const forms: string[] = [];
  let within = '';
  for (const [found, name] of text.matchAll(FORM)) {
    if (name) within = name;
    else if (found === 'memberForm' || found === 'visitorForm') forms.push(`${file} ${within}`);
  }
  const isKnown = forms.length > 0 || !MAKES_FORM.test(text);
  return isKnown ? forms : [`${file}, whose forms this test can't tell`];
}

type Source = { file: string; text: string };

function sources(name: RegExp): Source[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((path) => `app/${path.replaceAll('\\', '/')}`)
    .filter((file) => name.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

describe('the table of permissions', () => {
  it('has every server action, form and route handler of the app', () => {
    const actions = builtActions().map(
      ({ filename, exportedName }) => `${filename} ${exportedName}`,
    );
    const forms = sources(/\.tsx?$/).flatMap(formsIn);
    const handlers = sources(/\/route\.tsx?$/).flatMap(({ file, text }) => {
      const methods = [...text.matchAll(HANDLER)].map(([, method]) => `${file} ${method}`);
      return methods.length > 0 ? methods : [`${file}, whose methods this test can't tell`];
    });
    const listed = [...Object.values(WRITES).flat(), ...PLAIN_POST_ROUTES, ...READS];
    // A form that only its server action uses has the name of the action.
    expect(new Set(listed)).toEqual(new Set([...actions, ...forms, ...handlers]));
    expect(new Set(TABLE.map(([write]) => write))).toEqual(new Set(Object.keys(WRITES)));
  });

  it.each([
    ['const saveForm = memberForm({', ['x saveForm']],
    ['export const saveForm: Form = memberForm({', ['x saveForm']],
    ['export function saveForm(): Form {\n  return memberForm({', ['x saveForm']],
    ['export const saveForm = (to: string) =>\n  visitorForm({', ['x saveForm']],
    ['const FORMS = {\n  a: memberForm({}),\n  b: visitorForm({}),\n', ['x FORMS', 'x FORMS']],
    ['export default memberForm({', ['x ']],
    ['const make = form;', ["x, whose forms this test can't tell"]],
  ])('detects a form in `%s`', (text, forms) => {
    const wanted = MAKES_FORM.test(text) ? 'memberForm, visitorForm' : 'memberForm as form';
    const source = `import { ${wanted} } from '@/lib/web/forms/define';\n\n${text}`;
    expect(formsIn({ file: 'x', text: source })).toEqual(forms);
  });

  it('is the same as the rules of the program', () => {
    const [owner, member] = [{ id: 1 }, { id: 2 }];
    const items: Partial<Record<Thing, Parameters<typeof may.buy.allows>[1]>> = {
      'an item of the market': { ownerId: null, salePrice: 5, soldFor: null },
      'an item of the owner': { ownerId: owner.id, salePrice: null, soldFor: 5 },
      'an item that the owner offers': { ownerId: owner.id, salePrice: 9, soldFor: 5 },
    };
    const compared = new Set<string>();
    for (const [write, role, thing, outcome] of TABLE) {
      const rule = RULES[write];
      const item = items[thing];
      if (!rule || !item || role === 'visitor') continue;
      const allowed = may[rule].allows(role === 'owner' ? owner : member, item);
      expect(outcome, `${write}: a ${role}, ${thing}`).toBe(allowed ? 'done' : 'refused');
      compared.add(rule);
    }
    expect(compared).toEqual(new Set(Object.keys(may)));
  });

  it('has a row of every role for every form', () => {
    for (const write of Object.keys(WRITES)) {
      const roles = new Set(TABLE.filter(([name]) => name === write).map(([, role]) => role));
      const two = write === 'register';
      expect(roles, write).toEqual(
        new Set(two ? ['visitor', 'member'] : ['visitor', 'member', 'owner']),
      );
    }
  });
});

const scenes = new Map<Thing, ReturnType<typeof setScene>>();

/** A scene that all rows without changes share. */
function sharedScene(thing: Thing) {
  const scene = scenes.get(thing) ?? setScene(market(), thing);
  scenes.set(thing, scene);
  return scene;
}

describe.each([
  ['a page’s form', TABLE],
  ['a plain post', TABLE.filter(([write]) => hasPlainPost(write))],
])('by %s', (way, table) => {
  it.each(table)('%s: a %s, %s: %s', async (write, role, thing, outcome, expected) => {
    const scene = expected.length > 0 ? await setScene(market(), thing) : await sharedScene(thing);
    const client = scene.clients[role];
    const fields = fieldsOf(write, thing, scene);
    const path = PATHS[write](itemOf(thing, scene));
    const before = await stateNow(market());
    const form = way === 'a plain post' ? undefined : pageForms.get(write);
    const answer = form
      ? await sendPageForm(client, path, form, fields)
      : await client.post(plainPath(write, itemOf(thing, scene)), plain(fields));
    const seen = await outcomeOf(client, answer);
    expect({
      outcome: seen,
      changes: changes(before, await stateNow(market()), scene.names),
    }).toEqual({
      outcome,
      changes: expected,
    });
  });
});
