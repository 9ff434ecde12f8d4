// Compression would take a third of the time. The browser tests cover compression.
const UNCOMPRESSED = { 'accept-encoding': 'identity' };

/** A plain HTTP client with a cookie jar, like a script with curl. */
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
   * Posts a form as `application/x-www-form-urlencoded`, or FormData as `multipart/form-data`. Does
   * not follow redirects.
   */
  post(
    path: string,
    form: Record<string, string> | FormData,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const body = form instanceof FormData ? form : new URLSearchParams(form);
    return this.#send(path, { method: 'POST', body, headers });
  }

  /** Posts a body unchanged. */
  sendRaw(path: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
    return this.#send(path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
  }

  /** The HTML of the page that a redirect leads to. */
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
      headers: { ...UNCOMPRESSED, ...(cookie && { cookie }), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    // Always read the whole body. Otherwise the connection stays open and is not used again.
    const body = await response.arrayBuffer();
    return new Response(body.byteLength > 0 ? body : null, response);
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const isDeleted = attributes.some(
      (attribute) => /^max-age=0$/i.test(attribute) || /^expires=thu, 01 jan 1970/i.test(attribute),
    );
    if (isDeleted) this.#jar.delete(name);
    else this.#jar.set(name, pair.slice(pair.indexOf('=') + 1));
  }
}

/** Registers a new member over HTTP, and gives the logged-in client. */
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

/** A username of at most 30 characters that no other test uses. */
export function uniqueName(prefix: string): string {
  names += 1;
  return `${prefix}${process.pid.toString(36)}${Date.now().toString(36)}${names}`.slice(0, 30);
}

/** The text of a page, without scripts and tags. */
export function textOf(html: string): string {
  return (
    html
      .replace(/<(head|script|style)\b[\s\S]*?<\/\1>/g, ' ')
      // React puts invisible comments between adjacent texts.
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#x27;/g, '’')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
