import { describe, expect, it } from 'vitest';
import { textOf } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

describe('a flash message', () => {
  it('is shown as text', async () => {
    const client = market().visitor();
    const text = '<img src=x onerror=alert(1)>';
    client.setCookie(
      'market-flash',
      encodeURIComponent(JSON.stringify([{ category: 'danger', text }])),
    );
    const html = await (await client.get('/')).text();
    expect(html).not.toContain(text);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it.each(['', 'x', '%', '%5B', '[1]', '[{"category":"evil","text":"x"}]', 'null', '"'.repeat(99)])(
    'in a malformed cookie does no harm: %s',
    async (value) => {
      const client = market().visitor();
      client.setCookie('market-flash', value);
      expect((await client.get('/')).status).toBe(200);
    },
  );

  it('in a header of the client is ignored', async () => {
    const flash = encodeURIComponent(JSON.stringify([{ category: 'danger', text: 'forged' }]));
    const answer = await market().visitor().get('/', { 'x-market-flash': flash });
    expect(textOf(await answer.text())).not.toContain('forged');
  });

  it('of a form in a forged header is ignored', async () => {
    const state = Buffer.from(
      JSON.stringify({ values: { username: 'forged' }, fieldErrors: {}, message: 'forged' }),
    ).toString('base64url');
    for (const sealed of [state, `${state}.`, `${state}.${'a'.repeat(43)}`, '%', '.', '']) {
      const answer = await market().visitor().get('/login', { 'x-market-form-state': sealed });
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain('forged');
    }
  });
});

describe('every page', () => {
  it.each(['/login', '/join', '/market', '/nowhere', '/items', '/status/busy'])(
    'that answers a post to %s has a Content-Security-Policy',
    async (path) => {
      const { client } = await market().addBuyer();
      const answer = await client.post(path, { username: '' });
      if (!answer.headers.get('content-type')?.startsWith('text/html')) {
        expect([302, 303, 307]).toContain(answer.status);
        return;
      }
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    },
  );

  it.each(['/', '/login', '/register', '/join', '/market', '/nowhere', '/status/busy'])(
    'such as %s has its security headers, and forbids caches',
    async (path) => {
      const { client } = await market().addBuyer();
      const { headers } = await client.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('cache-control')).toMatch(/no-store|no-cache|private/);
    },
  );

  it('has these headers when the client forges the header of a prepared request', async () => {
    const flash = encodeURIComponent(JSON.stringify([{ category: 'danger', text: 'forged' }]));
    for (const path of ['/', '/login', '/status/busy']) {
      const forged = { 'x-market-prepared': 'yes', 'x-market-flash': flash };
      const answer = await market().visitor().get(path, forged);
      expect(answer.headers.get('content-security-policy')).toContain("'strict-dynamic'");
      expect(answer.status).toBe(path === '/status/busy' ? 503 : 200);
      expect(await answer.text()).not.toContain('forged');
    }
    const { client, id } = await market().addBuyer();
    const answer = await client.post(
      '/market',
      { purchase_item: String(await market().addItem(5)) },
      { 'x-market-prepared': 'yes', origin: 'http://evil.example' },
    );
    expect(answer.status).toBe(403);
    expect(await market().budgetOf(id)).toBe(1_000);
  });

  it('has a new nonce', async () => {
    const nonces = new Set<string>();
    for (let time = 0; time < 10; time += 1) {
      const answer = await market().visitor().get('/');
      const policy = answer.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(await answer.text()).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(10);
  });

  it.each(['/nowhere', '/items/x', '/items/99999999', '/items/3/x', '/status/x'])(
    'that does not exist gives a 404, or leads to a 404: %s',
    async (path) => {
      const { client } = await market().addBuyer();
      const answer = await client.get(path);
      const next = answer.headers.get('location');
      expect((next ? await client.get(next) : answer).status).toBe(404);
    },
  );

  it.each(['/%ff', '/items/%ff', '/members/%', '/items/%c3%28/buy?x=1', '/status/%80'])(
    'whose path can’t be decoded gives a 404: %s',
    async (path) => {
      for (const answer of [
        await market().visitor().get(path),
        await market().visitor().post(path, { x: '1' }),
      ]) {
        expect(answer.status).toBe(404);
        expect(textOf(await answer.text())).toContain('Nothing on this shelf');
      }
    },
  );

  it('refuses a foreign form at the inner address of plain posts, too', async () => {
    const { client } = await market().addBuyer();
    const item = await market().addItem(5);
    const answer = await client.post(
      '/market/post',
      { purchase_item: String(item) },
      { origin: 'http://evil.example' },
    );
    expect(answer.status).toBe(403);
    expect(await market().ownerOf(item)).toBeNull();
  });
});

describe('the gallery of interface parts', () => {
  it('is no page of the server', async () => {
    const answer = await market().visitor().get('/parts');
    expect(answer.status).toBe(404);
  });
});
