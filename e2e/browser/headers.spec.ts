import { expect, test } from './fixtures.ts';

test.describe('the headers of every page', { tag: '@js-on' }, () => {
  const PAGES = [
    '/',
    '/home',
    '/login',
    '/register',
    '/join',
    '/market',
    '/items',
    '/items/3',
    '/items/3/buy',
    '/nowhere',
    '/items/999999',
    '/status/unavailable',
    '/status/error',
  ];

  test('forbid foreign scripts, frames and type sniffing', async ({ page, member: _ }) => {
    for (const path of PAGES) {
      const headers = (await page.request.get(path)).headers();
      expect(headers['content-type'], path).toMatch(/^text\/html/);
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      });
      const policy = directives(headers['content-security-policy'] ?? '');
      expect(policy.get('default-src'), path).toBe(`'self'`);
      expect(policy.get('script-src'), path).toMatch(/'nonce-[\w+/=]{20,}'/);
      expect(policy.get('script-src'), path).not.toMatch(/unsafe-|\*|https?:/);
      expect(policy.get('object-src'), path).toBe(`'none'`);
      expect(policy.get('base-uri'), path).toBe(`'none'`);
      expect(policy.get('form-action'), path).toBe(`'self'`);
      expect(policy.get('frame-ancestors'), path).toBe(`'none'`);
    }
  });

  test('are on the page that answers a plain post, too', async ({ page }) => {
    const form = { username: 'nobody', password: 'wrong' };
    const headers = (await page.request.post('/login', { form })).headers();
    expect(headers['x-content-type-options']).toBe('nosniff');
    const policy = directives(headers['content-security-policy'] ?? '');
    expect(policy.get('script-src')).toMatch(/'nonce-[\w+/=]{20,}'/);
    expect(policy.get('frame-ancestors')).toBe(`'none'`);
  });

  test('have a new nonce each time, which the scripts of the page have, too', async ({ page }) => {
    const nonces = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      const response = await page.request.get('/login');
      const nonce = /'nonce-([^']+)'/.exec(
        response.headers()['content-security-policy'] ?? '',
      )?.[1];
      expect(nonce).toBeTruthy();
      const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
      nonces.add(nonce ?? '');
    }
    expect(nonces.size).toBe(3);
  });

  test('forbid caches to store a private page', async ({ page, member: _ }) => {
    for (const path of ['/', '/market', '/items', '/items/3', '/items/3/buy']) {
      const headers = (await page.request.get(path)).headers();
      expect(headers['cache-control'], path).toContain('no-store');
      expect(headers['cache-control'], path).toContain('private');
    }
  });

  test('stop a script that was put into a page', async ({ page, visit, expectComplaint }) => {
    expectComplaint(/Content Security Policy|forbidden by script-src-attr/);
    await visit('/login');
    await page.evaluate(() => {
      const script = document.createElement('div');
      script.innerHTML = '<img src="data:," onerror="document.title = \'smuggled\'">';
      document.body.append(script);
    });
    await expect(page).toHaveTitle('Log in · Market');
  });
});

function directives(policy: string): Map<string, string> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/);
      return [name, values.join(' ')];
    }),
  );
}
