// Packing every page and unpacking it would be a third of the time; the browser tests have that.
const AS_IT_IS = { 'accept-encoding': 'identity' };

/** A plain HTTP client with a cookie jar: what a script with curl is. */
export class Client {
  readonly #url: string;
  readonly #jar = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers });
  }

  /**
   * Posts as `application/x-www-form-urlencoded`, or FormData as `multipart/form-data`; redirects
   * are not followed.
   */
  post(
    path: string,
    form: Record<string, string> | FormData,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = form instanceof FormData ? form : new URLSearchParams(form);
    return this.#send(path, { method: 'POST', body, headers });
  }

  /** Posts a body as it is. */
  sendRaw(path: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
    return this.#send(path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  }

  /** The page behind the redirect, as text. */
  async follow(response: Response): Promise<string> {
    const page = await this.get(response.headers.get('location') ?? '/');
    return page.text();
  }

  cookie(name: string): string | undefined {
    return this.#jar.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#jar.set(name, value);
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.#url), {
      redirect: 'manual',
      signal: AbortSignal.timeout(120_000),
      ...init,
      headers: { ...AS_IT_IS, ...(cookie && { cookie }), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    // Whether or not the test reads it: else its connection would stay open, and be lost some day.
    const body = await response.arrayBuffer();
    return new Response(body.byteLength > 0 ? body : null, response);
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const gone = attributes.some(
      (attribute) => /^max-age=0$/i.test(attribute) || /^expires=thu, 01 jan 1970/i.test(attribute),
    );
    if (gone) this.#jar.delete(name);
    else this.#jar.set(name, pair.slice(pair.indexOf('=') + 1));
  }
}

/** A client with a member of its own, registered as one registers. */
export async function newMember(url: string, username = uniqueName('member')): Promise<Client> {
  const client = new Client(url);
  const response = await client.post('/register', {
    username,
    email: `${username}@example.org`,
    password: PASSWORD,
    confirm_password: PASSWORD,
  });
  if (response.status !== 302) throw new Error(`Registering gave ${response.status}.`);
  return client;
}

export const PASSWORD = 'correct horse battery';

let names = 0;

/** A username that no other test has. */
export function uniqueName(prefix: string): string {
  names += 1;
  return `${prefix}${process.pid.toString(36)}${Date.now().toString(36)}${names}`.slice(0, 30);
}

/** A page's text, without its scripts and tags. */
export function textOf(html: string): string {
  return (
    html
      .replace(/<(head|script|style)\b[\s\S]*?<\/\1>/g, ' ')
      // React parts texts that stand beside each other by comments, which nobody sees.
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#x27;/g, '’')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
