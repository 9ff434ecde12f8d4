import { pick } from './chance.ts';
import { box, type Drawing, disc, dome, dot, fill, leaf, line, turn } from './shapes.ts';

// Half the distance of the centres, the radius, and half the height of the area that both discs
// cover.
const OVERLAPS = [
  [5, 13, 12],
  [9, 15, 12],
  [8, 17, 15],
] as const;

/** Two discs. The area that both cover has the third colour. */
const overlap: Drawing = ({ back, main, pop }, die) => {
  const [apart, r, half] = pick(die, OVERLAPS);
  const arc = `a${r} ${r} 0 0 1 0 `;
  const shared = `M24 ${24 - half}${arc}${2 * half}${arc}-${2 * half}`;
  return turn(
    45 * die(8),
    fill(main, disc(24 - apart, 24, r)) + fill(back, disc(24 + apart, 24, r)) + fill(pop, shared),
  );
};

/** Quarter discs on a grid, each with its own rotation. */
const quarterDiscs: Drawing = ({ back, main, pop }, die) => {
  const shapes = [
    'h16a16 16 0 0 1-16 16z',
    'v16h16a16 16 0 0 0-16-16z',
    'h16v16a16 16 0 0 1-16-16z',
    'm16 0v16h-16a16 16 0 0 1 16-16z',
  ];
  const inks = ['', '', ''];
  for (let cell = 0; cell < 9; cell++) {
    const ink = (cell + die(2)) % 3;
    inks[ink] += `M${16 * (cell % 3)} ${16 * Math.floor(cell / 3)}${pick(die, shapes)}`;
  }
  return [back, main, pop].map((ink, n) => fill(ink, inks[n] ?? '')).join('');
};

const sea: Drawing = ({ back, main, pop }, die) =>
  fill(pop, disc(14 + die(21), 16 + die(3), 9)) +
  fill(main, 'M0 25q6-6 12 0t12 0 12 0 12 0v23H0z') +
  fill(back, 'M0 35q6-6 12 0t12 0 12 0 12 0v13H0z');

const checker: Drawing = ({ back, main, pop }, die) => {
  const cells = [0, 2, 5, 7, 8, 10, 13, 15].map((n) =>
    box(12 * (n % 4), 12 * Math.floor(n / 4), 12, 12),
  );
  return (
    fill(back, cells.join('')) +
    fill(main, disc(12 + 12 * die(3), 24, 12)) +
    fill(pop, disc(30, 12 + 24 * die(2), 6))
  );
};

/** A town of blocks with arches. */
const blocks: Drawing = ({ back, ground, main, pop }, die) => {
  const [left, tower] = [4 + die(5), 12 + die(13)];
  return (
    fill(back, disc(40 - (tower >> 1), 15, 11)) +
    fill(pop, `${box(tower, 13, 14, 20)}M${tower - 2} 13l9-9 9 9z`) +
    fill(main, box(left, 29, 36, 19)) +
    fill(ground, [6, 18, 30].map((x) => `M${left + x - 4} 48V40a4 4 0 0 1 8 0v8z`).join(''))
  );
};

const rainbow: Drawing = ({ back, main, pop }, die) =>
  turn(
    90 * die(4),
    fill(back, disc(0, 48, 42)) +
      fill(main, disc(0, 48, 33)) +
      fill(pop, disc(0, 48, 22)) +
      fill(back, disc(0, 48, 11)),
  );

const rosette: Drawing = ({ main, pop }, die) => {
  const cross =
    leaf(24, 24, 0, -20) + leaf(24, 24, 20, 0) + leaf(24, 24, 0, 20) + leaf(24, 24, -20, 0);
  const around = fill(pop, cross);
  return turn(45, around) + fill(main, cross) + fill(pop, disc(24, 24, 3 + die(3)));
};

const halves: Drawing = ({ back, main, pop }, die) =>
  turn(
    90 * die(4),
    fill(back, dome(24, 16, 16)) + fill(main, dome(24, 32, 16)) + fill(pop, dome(24, 48, 16)),
  );

const orbits: Drawing = ({ back, main, pop }, die) =>
  line(back, 2, disc(24, 24, 19) + disc(24, 24, 13)) +
  fill(main, disc(24, 24, 8)) +
  turn(30 * die(12), line(pop, 7, dot(24, 5) + dot(11, 24) + dot(33, 40)));

const scales: Drawing = ({ back, main, pop }, die) => {
  const whole = (y: number) => [8, 24, 40].map((x) => dome(x, y, 8)).join('');
  const shifted = (y: number) => [0, 16, 32, 48].map((x) => dome(x, y, 8)).join('');
  const [first, second] = pick(die, [
    [main, pop],
    [pop, main],
  ]);
  return (
    fill(back, shifted(16)) +
    fill(first, whole(27)) +
    fill(second, shifted(38)) +
    fill(back, whole(48))
  );
};

const tulips: Drawing = ({ back, main, pop }, die) => {
  const [one, two, three] = [14 + die(10), 10 + die(8), 16 + die(10)];
  return (
    fill(back, box(0, 38, 48, 10)) +
    line(main, 2, `M9 48V${one}M24 48V${two}M39 48V${three}`) +
    fill(main, leaf(9, 44, 6, -12) + leaf(24, 42, -7, -13) + leaf(39, 45, -6, -11)) +
    fill(
      pop,
      [`M3 ${one - 6}`, `M18 ${two - 6}`, `M33 ${three - 6}`]
        .map((at) => `${at}l3 3 3-4 3 4 3-3v4a6 6 0 0 1-12 0z`)
        .join(''),
    )
  );
};

const ribbons: Drawing = ({ back, main, pop }, die) =>
  turn(
    90 * die(4),
    fill(back, 'M0 10L10 0h12L0 22z') +
      fill(main, 'M0 34L34 0h12L0 46z') +
      fill(pop, disc(35, 35, 8 + die(3))),
  );

/** Patterns for items whose name has no known word. */
export const patterns: readonly Drawing[] = [
  overlap,
  quarterDiscs,
  sea,
  checker,
  blocks,
  rainbow,
  rosette,
  halves,
  orbits,
  scales,
  tulips,
  ribbons,
];
