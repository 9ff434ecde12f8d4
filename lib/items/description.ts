/** A piece of a line. A piece with `href` is a link. */
export type Piece = { text: string; href?: string };

/** The lines of a paragraph. Each line is a list of pieces. */
export type Paragraph = Piece[][];

// Text that may be an address. `hrefOf` then parses the text as a URL.
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»]+/giu;
// Punctuation after an address belongs to the sentence, not to the address.
const AFTER_ADDRESS = /[.,;:!?'’…]+$/u;

/**
 * Splits a description into paragraphs. Addresses of web pages become links. All other text stays
 * plain text, including text that looks like markup.
 */
export function paragraphsOf(description: string): Paragraph[] {
  return description
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => piecesOf(line.trim())))
    .filter((lines) => lines.some((line) => line.length > 0));
}

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let read = 0;
  for (const { 0: found, index } of line.matchAll(ADDRESS)) {
    const text = withoutSentence(found);
    const href = hrefOf(text);
    if (!href) continue;
    if (index > read) pieces.push({ text: line.slice(read, index) });
    pieces.push({ text, href });
    read = index + text.length;
  }
  if (read < line.length) pieces.push({ text: line.slice(read) });
  return pieces;
}

// A closing bracket belongs to the address only if the address also has its opening bracket.
function withoutSentence(address: string): string {
  const text = address.replace(AFTER_ADDRESS, '');
  const last = text.at(-1);
  const opening = last === ')' ? '(' : last === ']' ? '[' : null;
  if (!opening || text.split(opening).length > text.split(last ?? '').length - 1) return text;
  return withoutSentence(text.slice(0, -1));
}

// Links lead to http and https only. User names and backslashes could hide the real host.
function hrefOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return null;
  return url.username || url.password || address.includes('\\') ? null : url.href;
}
