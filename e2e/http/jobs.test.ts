import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { JOBS } from '../../lib/jobs/list.ts';
import { startServer } from '../support/server.ts';
import { Market, marketOfThisFile } from './market.ts';

const CRON_SECRET = 'a secret of the cron';
const CLEANER = 'delete-expired-sessions';

/** Makes the job that deletes expired sessions due, with a session to delete. */
const haveWork = (market: Market) =>
  market.withDatabase(({ write }) =>
    write([
      sql`insert into users (id, username, username_key, email, email_key)
          values (9000, 'Ada', 'ada', 'ada@x', 'ada@x') on conflict do nothing`,
      sql`insert into sessions (token_hash, user_id, expires_at) values ('over', 9000, 1)
          on conflict do nothing`,
      sql`update jobs set due_at = 1 where name = ${CLEANER}`,
    ]),
  );

const sessionsOver = (market: Market) =>
  market.value(sql`select count(*) from sessions where token_hash = 'over'`);

/** Waits until the round that begins with the server has given each job its row. */
const untilKnown = (market: Market) =>
  vi.waitFor(
    async () => expect(await market.value(sql`select count(*) from jobs`)).toBe(JOBS.length),
    { timeout: 10_000 },
  );

const untilDone = (market: Market) =>
  vi.waitFor(async () => expect(await sessionsOver(market)).toBe(0), { timeout: 10_000 });

describe('the address for a cron', () => {
  const market = marketOfThisFile({ env: { CRON_SECRET } });
  const ask = (method: string, headers: Record<string, string>) =>
    fetch(`${market().url}/api/jobs`, { method, headers });

  beforeEach(() => untilKnown(market()));

  describe.each(['GET', 'POST'])('asked with %s', (method) => {
    it.each([
      ['no secret', {}],
      ['an empty secret', { authorization: 'Bearer ' }],
      ['another secret', { authorization: 'Bearer a secret of the crow' }],
      ['the beginning of the secret', { authorization: `Bearer ${CRON_SECRET.slice(0, -1)}` }],
      ['more than the secret', { authorization: `Bearer ${CRON_SECRET}s` }],
      ['the secret without a scheme', { authorization: CRON_SECRET }],
      ['the secret as a password', { authorization: `Basic ${btoa(`cron:${CRON_SECRET}`)}` }],
    ])('refuses a request with %s, and runs nothing', async (_, headers) => {
      await haveWork(market());
      const answer = await ask(method, headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).not.toContain(CRON_SECRET);
      expect(await sessionsOver(market())).toBe(1);
    });

    it.each([
      ['', {}],
      [' and a body of JSON', { 'content-type': 'application/json' }],
    ])('runs what is due for the secret%s, and says what it ran', async (_, more) => {
      await haveWork(market());
      const headers = { authorization: `Bearer ${CRON_SECRET}`, ...more };
      const answer = await ask(method, headers);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toEqual({ ran: [{ name: CLEANER, error: null }] });
      expect(await sessionsOver(market())).toBe(0);
      expect(await (await ask(method, headers)).json()).toEqual({ ran: [] });
    });
  });
});

describe('a server', () => {
  let market: Market | undefined;
  afterAll(() => market?.server.stop());

  async function started(env: Record<string, string> = {}) {
    await market?.server.stop();
    market = new Market(await startServer({ env }));
    await untilKnown(market);
    return market;
  }

  it('without a CRON_SECRET has no address for a cron', async () => {
    const { url } = await started();
    for (const method of ['GET', 'POST']) {
      for (const authorization of ['', 'Bearer ', 'Bearer undefined']) {
        const answer = await fetch(`${url}/api/jobs`, { method, headers: { authorization } });
        expect(answer.status).toBe(404);
        await answer.arrayBuffer();
      }
    }
  });

  it('runs what is due when it starts, without any request, and not after a page', async () => {
    const here = await started();
    await haveWork(here);
    expect((await here.visitor().get('/')).status).toBe(200);
    await new Promise((resume) => setTimeout(resume, 1_000));
    expect(await sessionsOver(here)).toBe(1);
    await here.server.stop({ keepDatabase: true });
    await here.server.restart();
    await untilDone(here);
  });

  it('on Vercel runs what is due after a page, once a minute at most', async () => {
    const here = await started({ VERCEL: '1' });
    await haveWork(here);
    expect((await here.visitor().get('/')).status).toBe(200);
    await untilDone(here);
    await haveWork(here);
    expect((await here.visitor().get('/')).status).toBe(200);
    await new Promise((resume) => setTimeout(resume, 1_000));
    expect(await sessionsOver(here)).toBe(1);
  });
});
