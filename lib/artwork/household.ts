import { pick } from './chance.ts';
import {
  bowl,
  box,
  type Drawing,
  disc,
  dome,
  dot,
  fill,
  leaf,
  line,
  slot,
  tile,
  turn,
} from './shapes.ts';

const pot = (ink: string) => fill(ink, 'M13 29h22v4h-2l-3 10H18l-3-10h-2z');

export const pottedPlant: Drawing = ({ ground, main, pop }, die) => {
  const low = die(2) ? leaf(24, 31, -17, -8) + leaf(24, 31, 17, -8) : '';
  const leaves = leaf(24, 31, 0, -26) + leaf(24, 31, -14, -18) + leaf(24, 31, 14, -18) + low;
  return fill(main, leaves) + line(ground, 1, 'M24 29V12M21 27l-7-9M27 27l7-9') + pot(pop);
};

export const sprig: Drawing = ({ main, pop }, die) => {
  const left = leaf(24, 39, -15, -8) + leaf(24, 30, -14, -8) + leaf(24, 21, -11, -8);
  const right = leaf(24, 36, 15, -8) + leaf(24, 27, 14, -8) + leaf(24, 18, 0, -14);
  return turn(20 * die(3) - 20, line(main, 2, 'M24 44V16') + fill(main, left) + fill(pop, right));
};

export const cactus: Drawing = ({ ground, main, pop }) =>
  line(main, 11, 'M24 32V15') +
  line(main, 5, 'M24 26H12v-7M24 23h12v-8') +
  line(ground, 1, 'M22 14v3M27 19v3M22 24v3') +
  line(pop, 5, dot(24, 8)) +
  pot(pop);

export const cup: Drawing = ({ ground, main, pop }) =>
  line(main, 3, 'M34 21h1a5 5 0 0 1 0 10h-2') +
  fill(main, 'M9 18h25v11a9 9 0 0 1-9 9h-7a9 9 0 0 1-9-9z') +
  line(ground, 2, 'M13 23v5') +
  line(pop, 2, 'M15 13c-3-3 3-4 0-7M22 13c-3-3 3-4 0-7M29 13c-3-3 3-4 0-7') +
  line(pop, 3, 'M10 42h23');

export const meal: Drawing = ({ ground, main, pop }) =>
  line(pop, 2, 'M27 20L38 4M32 20L44 7') +
  fill(pop, disc(15, 21, 6) + disc(24, 18, 7) + disc(33, 21, 6)) +
  fill(main, `${bowl(24, 22, 19)}M17 38h14v4H17z`) +
  line(ground, 2, 'M11 28q3 3 6.5 0t6.5 0 6.5 0 6.5 0');

export const jar: Drawing = ({ ground, main, pop }) =>
  fill(main, tile(11, 13, 26, 29, 6)) +
  fill(pop, tile(14, 6, 20, 6, 2)) +
  fill(pop, tile(15, 20, 18, 15, 2)) +
  fill(main, disc(24, 29, 4)) +
  line(ground, 2, 'M24 26l2-3');

export const cake: Drawing = ({ main, pop }) =>
  fill(main, box(9, 24, 30, 17)) +
  fill(pop, 'M9 22h30v7a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z') +
  line(main, 2, 'M16 21v-6M24 21v-6M32 21v-6') +
  line(pop, 3, 'M16 10v-1M24 10V9M32 10V9') +
  line(pop, 2, 'M6 42h36');

export const pizza: Drawing = ({ ground, main, pop }, die) =>
  turn(
    pick(die, [-20, 0, 20]),
    fill(main, 'M10 17q14-7 28 0L24 44z') +
      line(pop, 5, 'M9 15q15-8 30 0') +
      fill(ground, disc(19, 22, 3) + disc(28, 25, 3) + disc(23, 33, 3)),
  );

export const lamp: Drawing = ({ main, pop }) =>
  line(main, 3, `M24 24v15${dot(34, 31)}`) +
  line(main, 1, 'M34 24v7') +
  fill(main, dome(24, 43, 11)) +
  fill(pop, 'M17 5h14l10 20H7z');

export const clock: Drawing = ({ ground, main, pop }, die) =>
  fill(main, disc(24, 24, 18)) +
  turn(
    90 * die(4),
    fill(pop, 'M24 24V11a13 13 0 0 1 13 13z') +
      line(ground, 2, `M24 24V13M24 24h8${dot(24, 9)}${dot(39, 24)}${dot(24, 39)}${dot(9, 24)}`),
  );

export const chair: Drawing = ({ main, pop }) =>
  line(main, 3, 'M17 28l-4 14M34 28l3 14') + fill(pop, 'M10 6h6l3 18h18v6H15z');

export const drawers: Drawing = ({ main, pop }) =>
  fill(main, tile(11, 6, 26, 33, 2) + slot(11, 16, 26, 1) + slot(11, 27, 26, 1)) +
  line(pop, 3, 'M21 11h6M21 22h6M21 33h6') +
  line(pop, 5, dot(15, 41) + dot(33, 41));

export const umbrella: Drawing = ({ main, pop }, die) =>
  turn(
    pick(die, [-15, 0, 15]),
    line(main, 3, 'M24 6v31a4 4 0 0 1-8 0') +
      fill(main, 'M5 26a19 19 0 0 1 38 0 6.5 6.5 0 0 0-13 0 6 6 0 0 0-12 0 6.5 6.5 0 0 0-13 0') +
      fill(pop, 'M18 26q0-13 6-19 6 6 6 19a6 6 0 0 0-12 0'),
  );

export const shirt: Drawing = ({ main, pop }, die) =>
  fill(main, 'M17 8L5 15l4 10 6-2v18h18V23l6 2 4-10-12-7a7 7 0 0 1-14 0') +
  fill(pop, die(2) ? box(15, 24, 18, 4) + box(15, 32, 18, 4) : disc(24, 27, 6));

export const coat: Drawing = ({ ground, main, pop }) =>
  fill(main, 'M17 6h14l8 5 5 26h-7l-3-15v21H14V22l-3 15H4L9 11z') +
  fill(pop, 'M17 6h14l-7 12z') +
  line(ground, 1, 'M24 18v25') +
  line(pop, 3, dot(29, 23) + dot(29, 30) + dot(29, 37));

export const parcel: Drawing = ({ ground, main, pop }) =>
  line(pop, 3, 'M24 14C10 13 13 2 24 14c11-12 14-1 0 0') +
  fill(main, box(6, 14, 36, 8) + box(9, 23, 30, 18)) +
  fill(ground, box(9, 22, 30, 1)) +
  fill(pop, box(21, 14, 6, 27));

export const rucksack: Drawing = ({ ground, main, pop }) =>
  line(main, 3, 'M19 9a5 5 0 0 1 10 0') +
  fill(main, 'M11 20a13 13 0 0 1 26 0v19a3 3 0 0 1-3 3H14a3 3 0 0 1-3-3z') +
  fill(pop, tile(15, 27, 18, 11, 3)) +
  line(ground, 2, 'M15 21h18M24 21v4');

export const broom: Drawing = ({ ground, main, pop }) =>
  turn(
    30,
    fill(pop, box(22, 2, 4, 26)) +
      fill(main, 'M17 26h14l5 18H12z') +
      line(ground, 1, 'M20 34l-2 9M24 34v9M28 34l2 9'),
  );

export const thread: Drawing = ({ ground, main, pop }) =>
  fill(main, box(15, 11, 18, 26)) +
  line(ground, 1, 'M16 19l16-4M16 25l16-4M16 31l16-4M16 37l16-4') +
  fill(pop, tile(11, 6, 26, 6, 2) + tile(11, 36, 26, 6, 2));
