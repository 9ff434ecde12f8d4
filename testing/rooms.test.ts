import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { arrowsIn, circleIn, importsBelow, importsIn } from './rooms.ts';

const imports = importsBelow(['app', 'lib', 'db']);

/** The folders of `app` that routes share; every other folder is a route. */
const isShared = (room: string) => room.startsWith('_');
const isFolder = (room: string) =>
  readdirSync('app', { withFileTypes: true }).some(
    (entry) => entry.name === room && entry.isDirectory(),
  );

describe('the rooms of the house', () => {
  it('have no route that imports from another route', () => {
    const arrows = arrowsIn('app', imports);
    expect(arrows.length).toBeGreaterThan(20);
    expect(
      arrows.filter(
        ([one, other]) => (isFolder(one) || isShared(one)) && isFolder(other) && !isShared(other),
      ),
    ).toEqual([]);
  });

  it('have interface parts that know nothing of the market', () => {
    expect(arrowsIn('app', imports).filter(([one]) => one === '_ui')).toEqual([]);
  });

  it.each(['app', 'lib', 'lib/web', 'lib/people', 'lib/items'])('of %s have no circle', (house) => {
    const arrows = arrowsIn(house, imports);
    expect(arrows).not.toEqual([]);
    expect(circleIn(arrows)).toEqual([]);
  });

  it('of lib are few, and few know each other', () => {
    const rooms = readdirSync('lib').filter((name) => !name.includes('.test.'));
    expect(rooms.length).toBeLessThanOrEqual(25);
    expect(rooms.filter((name) => name.endsWith('.ts')).length).toBeLessThanOrEqual(12);
    expect(arrowsIn('lib', imports).length).toBeLessThanOrEqual(45);
  });

  it('have no import from a lower floor to a higher floor', () => {
    const floor = (path: string) => ['app', 'lib', 'db'].indexOf(path.split('/', 1)[0] ?? '');
    // Even `db` may use these leaves.
    const leaves = /^lib\/(env|errors|version)(\.ts)?$/;
    expect(
      imports.filter(
        ({ from, to }) => floor(to) >= 0 && floor(to) < floor(from) && !leaves.test(to),
      ),
    ).toEqual([]);
  });
});

describe('this check', () => {
  it.each([
    ["import { a } from './b';", 'app/x/b'],
    ["export { a } from '../y/b';", 'app/y/b'],
    ["import type { A } from '@/lib/a';", 'lib/a'],
    ["import './style.css';", 'app/x/style.css'],
    ["const a = () => import('./late');", 'app/x/late'],
  ])('sees the import in `%s`', (text, to) => {
    expect(importsIn('app/x/page.tsx', text)).toEqual([{ from: 'app/x/page.tsx', to }]);
  });

  it('sees a circle of two and of three rooms, and none in a line', () => {
    expect(
      circleIn([
        ['a', 'b'],
        ['b', 'c'],
      ]),
    ).toEqual([]);
    expect(
      circleIn([
        ['a', 'b'],
        ['b', 'a'],
        ['b', 'c'],
      ]),
    ).toEqual(['a', 'b']);
    expect(
      circleIn([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['d', 'a'],
      ]),
    ).toEqual(['a', 'b', 'c']);
  });
});
