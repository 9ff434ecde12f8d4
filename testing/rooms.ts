import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An import of one source file by another. Paths start at the project's folder. */
export type Import = { from: string; to: string };

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|@import\s+)['"]((?:\.{1,2}|@)\/[^'"]+)['"]/g;

/** Every import between the source files below some folders; tests are left out. */
export function importsBelow(folders: readonly string[]): Import[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((file) => /\.(ts|tsx|mjs|css)$/.test(file) && !/\.test\.|\/testing\//.test(file)),
  );
  return files.flatMap((file) => importsIn(file, readFileSync(file, 'utf8')));
}

/** The imports in one source file; packages are left out. */
export function importsIn(file: string, text: string): Import[] {
  return Array.from(text.matchAll(IMPORT), ([, name = '']) => ({
    from: file,
    to: name.startsWith('@/') ? name.slice(2) : join(dirname(file), name),
  }));
}

/**
 * The arrows between rooms, each once. A room is a folder directly below `house`, or a file there.
 * @param house a folder such as `lib`
 */
export function arrowsIn(house: string, imports: readonly Import[]): [string, string][] {
  const arrows = new Map<string, [string, string]>();
  for (const { from, to } of imports) {
    const [one, other] = [roomOf(house, from), roomOf(house, to)];
    if (one && other && one !== other) arrows.set(`${one} ${other}`, [one, other]);
  }
  return [...arrows.values()];
}

/** The rooms that lie on a circle of arrows. */
export function circleIn(arrows: readonly [string, string][]): string[] {
  const rooms = new Set(arrows.flat());
  for (let before = -1; before !== rooms.size; ) {
    before = rooms.size;
    for (const room of rooms) {
      const leads = arrows.some(([one, other]) => one === room && rooms.has(other));
      const isLedTo = arrows.some(([one, other]) => other === room && rooms.has(one));
      if (!leads || !isLedTo) rooms.delete(room);
    }
  }
  return [...rooms];
}

function roomOf(house: string, path: string): string | null {
  if (!path.startsWith(`${house}/`)) return null;
  return (path.slice(house.length + 1).split('/', 1)[0] ?? '').replace(/\.(ts|tsx|mjs|css)$/, '');
}
