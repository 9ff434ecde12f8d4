import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { wrappedDestinations } from '../../lib/web/testing/destinations.ts';
import { LONG, PATIENT, scaled, seed } from '../../testing/scale.ts';
import { PASSWORD } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

let username: string;
beforeAll(async () => {
  ({ username } = await market().addBuyer());
});

const ALL = wrappedDestinations();

/** A third of the addresses, which depends on the seed. In long runs, all addresses. */
const MANY = ALL.filter((_, at) => LONG || (at + seed) % 3 === 0);

/** About ten addresses, which depend on the seed. In long runs, all addresses. */
const SOME = ALL.filter(
  (_, at) => (at + seed) % Math.ceil(ALL.length / scaled(10, ALL.length)) === 0,
);

/** Expects that a browser stays on this site when it follows a location. */
function expectOnSite(location: string | null, wanted: string) {
  expect(location, wanted).toMatch(/^\/(?![/\\])/);
  expect(new URL(location ?? '', market().url).origin, wanted).toBe(market().url);
}

describe(`${ALL.length} hostile addresses`, () => {
  it('never lead a member with a session to another site', PATIENT, async () => {
    const { client } = await market().addBuyer();
    for (const wanted of new Set([...MANY, ...SOME])) {
      const query = encodeURIComponent(wanted.toWellFormed());
      const paths = [`/login?next=${query}`];
      // Some addresses are tried unencoded, too.
      if (LONG || SOME.includes(wanted)) paths.push(`/login?next=${wanted.toWellFormed()}`);
      for (const path of paths) {
        const answer = await client.get(path);
        await answer.arrayBuffer();
        expect(answer.status, wanted).toBe(307);
        expectOnSite(answer.headers.get('location'), wanted);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
  });

  it('in the form of the login never lead to another site', PATIENT, async () => {
    for (const wanted of SOME) {
      const client = market().visitor();
      const page = `/login?next=${encodeURIComponent(wanted.toWellFormed())}`;
      const { path, data } = await formOf(client, page, 'username');
      data.set('username', username);
      data.set('password', PASSWORD);
      const answer = await client.post(path, data);
      expect(answer.status, wanted).toBe(303);
      expectOnSite(answer.headers.get('location'), wanted);
    }
  });

  it('in a plain post to the login never lead to another site', PATIENT, async () => {
    for (const next of SOME) {
      const client = market().visitor();
      const answer = await client.post('/login', { username, password: PASSWORD, next });
      expect(answer.status, next).toBe(302);
      expectOnSite(answer.headers.get('location'), next);
      expect(answer.headers.getSetCookie().join()).not.toMatch(/market-session=x(?![\w-])/);
    }
    expect(await market().value(sql`select count(*) from login_failures where failures > 0`)).toBe(
      0,
    );
  });

  it('never lead to another site after a trade that is done or refused', PATIENT, async () => {
    const { client } = await market().addBuyer();
    const item = await market().addItem(5);
    const fields = { purchase_item: String(item) };
    for (const [at, back] of MANY.entries()) {
      // The item is bought, then refused because the member owns it, then sold back.
      const sent = at % 3 === 2 ? { sell_item: String(item) } : fields;
      const answer = await client.post('/market', { ...sent, back });
      expect(answer.status, back).toBe(302);
      expectOnSite(answer.headers.get('location'), back);
    }
  });

  it('in a confirmation never lead to another site', PATIENT, async () => {
    const { client } = await market().addBuyer();
    for (const wanted of SOME) {
      const item = await market().addItem(5);
      const page = `/items/${item}/buy?back=${encodeURIComponent(wanted.toWellFormed())}`;
      const { path, data } = await formOf(client, page, 'purchase_item');
      expectOnSite(String(data.get('back')), wanted);
      const html = await (await client.get(page)).text();
      const [, cancel = ''] = /href="([^"]*)"[^>]*>Cancel</.exec(html) ?? [];
      expectOnSite(cancel, wanted);
      const answer = await client.post(path, data);
      expect(answer.status, wanted).toBe(303);
      expectOnSite(answer.headers.get('location'), wanted);
      const visitor = await market().visitor().get(page);
      expectOnSite(visitor.headers.get('location'), wanted);
    }
  });

  it('never lead to another site after a choice of theme', async () => {
    for (const wanted of ALL.filter((_, at) => LONG || at % 10 === 0)) {
      const referer = `${market().url}${wanted}`.replace(/[^\x21-\x7e]/g, encodeURIComponent);
      const answer = await market().visitor().post('/theme', { theme: 'dark' }, { referer });
      expect(answer.status, wanted).toBe(303);
      expectOnSite(answer.headers.get('location'), wanted);
    }
  });
});
