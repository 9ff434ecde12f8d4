import { describe, expect, it } from 'vitest';
import { paragraphsOf } from './description.ts';

/** The links of a text. */
const links = (text: string) =>
  paragraphsOf(text)
    .flat(2)
    .filter(({ href }) => href);

describe('a description', () => {
  it('is split into paragraphs of lines', () => {
    expect(paragraphsOf('One\ntwo\n\n \n\nthree')).toEqual([
      [[{ text: 'One' }], [{ text: 'two' }]],
      [[{ text: 'three' }]],
    ]);
    expect(paragraphsOf('')).toEqual([]);
    expect(paragraphsOf(' \n \n')).toEqual([]);
  });

  it.each([
    ['https://example.org', 'https://example.org/'],
    ['HTTP://example.org/a?b=c&d#e', 'http://example.org/a?b=c&d#e'],
    ['https://example.org/wiki/Kite_(toy)', 'https://example.org/wiki/Kite_(toy)'],
    ['https://münchen.example/ü', 'https://xn--mnchen-3ya.example/%C3%BC'],
    ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000/x'],
  ])('makes an address a link: %s', (text, href) => {
    expect(paragraphsOf(`See ${text} now`)).toEqual([
      [[{ text: 'See ' }, { text, href }, { text: ' now' }]],
    ]);
  });

  it.each([
    ['See https://example.org/a.', 'https://example.org/a'],
    ['(at https://example.org/a)', 'https://example.org/a'],
    ['(https://example.org/a_(b)).', 'https://example.org/a_(b)'],
    ['“https://example.org/a”, I think', 'https://example.org/a'],
    ['Really https://example.org/a?!', 'https://example.org/a'],
  ])('keeps the punctuation around an address out of the link: %s', (text, address) => {
    expect(links(text)).toEqual([{ text: address, href: address }]);
    expect(
      paragraphsOf(text)
        .flat(2)
        .map(({ text }) => text)
        .join(''),
    ).toBe(text);
  });

  it('has a link for each address', () => {
    expect(links('http://a.example http://b.example\nhttps://c.example')).toHaveLength(3);
  });

  it.each([
    'javascript:alert(1)',
    'javascript://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'ftp://example.org',
    'file:///etc/passwd',
    '//example.org',
    'www.example.org',
    'mailto:ada@example.org',
    'https://market@evil.example/',
    'https://market:secret@evil.example/',
    'https://market\\@evil.example/',
    'https://',
    'http://a b',
    'https://exa%mple.org',
    'xhttps://example.org',
    'http://[::1',
  ])('makes no link of %s', (text) => {
    expect(links(text).filter(({ href }) => href !== 'http://a/')).toEqual([]);
  });

  it('shows markup as plain text', () => {
    for (const text of ['<b>x</b>', '<a href="x">y</a>', '[x](y)', '&lt;', '**x**']) {
      expect(paragraphsOf(text)).toEqual([[[{ text }]]]);
    }
    expect(links('<a href="https://example.org/"onclick="x">')).toEqual([
      { text: 'https://example.org/', href: 'https://example.org/' },
    ]);
  });

  it('is split quickly, even when the text is hostile', () => {
    for (const text of [
      'https://('.repeat(113),
      `https://x/${')'.repeat(1_000)}`,
      '\n'.repeat(1_024),
    ]) {
      // Processor time, because a busy machine can delay any process.
      const began = process.cpuUsage();
      paragraphsOf(text);
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1_000).toBeLessThan(200);
    }
  });
});
