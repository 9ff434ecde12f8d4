import type { Client } from './client.ts';

/** A form of a page: its path, its method and its filled fields. */
export type PageForm = { path: string; method: string; data: FormData };

/**
 * The first form of a page that has a field of this name. It can be sent as a browser without
 * JavaScript sends it.
 * @throws when the page has no such form
 */
export async function formOf(client: Client, path: string, field: string): Promise<PageForm> {
  const html = await (await client.get(path)).text();
  for (const [, attributes = '', content = ''] of html.matchAll(
    /<form\b([^>]*)>([\s\S]*?)<\/form>/g,
  )) {
    const inputs = [...content.matchAll(/<input\b[^>]*>/g)].map(([tag]) => attributesOf(tag));
    if (!inputs.some(({ name }) => name === field)) continue;
    const data = new FormData();
    for (const { name, value = '', type } of inputs) {
      if (name && type !== 'checkbox') data.set(name, value);
    }
    const { action, method = 'get' } = attributesOf(attributes);
    return { path: action || path, method: method.toLowerCase(), data };
  }
  throw new Error(`${path} has no form with the field ${field}.`);
}

function attributesOf(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of tag.matchAll(/([\w$:-]+)="([^"]*)"/g)) {
    found[name] = unescapeHtml(value);
  }
  return found;
}

function unescapeHtml(text: string): string {
  const named: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>' };
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal ? String.fromCodePoint(Number(decimal)) : (named[name] ?? all);
  });
}
