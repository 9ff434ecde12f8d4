/** A piece of a line: text, or an address that can be followed. */
export type Piece = { text: string; href?: string };

/** Lines of text that belong together. */
export type Paragraph = Piece[][];

// An address as people type it; whether it is one, the URL standard decides.
const ADDRESS = /\bhttps?:\/\/[^\s<>"“”«»]+/giu;
// What follows an address in a sentence, and is not part of it.
const AFTER_ADDRESS = /[.,;:!?'’…]+$/u;

/**
 * The paragraphs of a description: plain text, in which addresses of web pages can be followed.
 * Whatever else looks like markup stays the text that it is.
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

// A closing bracket belongs to the address only if it was opened there.
function withoutSentence(address: string): string {
  const text = address.replace(AFTER_ADDRESS, '');
  const last = text.at(-1);
  const opening = last === ')' ? '(' : last === ']' ? '[' : null;
  if (!opening || text.split(opening).length > text.split(last ?? '').length - 1) return text;
  return withoutSentence(text.slice(0, -1));
}

/** What a link may lead to: a web page, at the host that a reader sees. */
function hrefOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return null;
  return url.username || url.password || address.includes('\\') ? null : url.href;
}
