import { type Die, pick } from './chance.ts';
import { box, type Drawing, disc, dot, fill, line, slot, tile, turn } from './shapes.ts';

const FACES = [[4], [0, 8], [0, 4, 8], [0, 2, 6, 8], [0, 2, 4, 6, 8], [0, 2, 3, 5, 6, 8]];

function pips(die: Die, x: number, y: number, step: number): string {
  return pick(die, FACES)
    .map((n) => dot(x + step * ((n % 3) - 1), y + step * (Math.floor(n / 3) - 1)))
    .join('');
}

export const dice: Drawing = ({ ground, main, pop }, die) =>
  turn(15, fill(pop, tile(25, 4, 17, 17, 3)) + line(main, 3, pips(die, 33.5, 12.5, 5))) +
  turn(-10, fill(main, tile(7, 18, 24, 24, 4)) + line(ground, 4, pips(die, 19, 30, 7)));

const pawn: Drawing = ({ main, pop }) =>
  fill(main, `${disc(24, 13, 8)}M20 18h8l5 18H15z${tile(11, 35, 26, 7, 2)}`) +
  line(pop, 3, 'M18 22h12');

const rook: Drawing = ({ main, pop }) =>
  fill(main, `M13 6h5v4h4V6h4v4h4V6h5v10l-4 4 2 15H15l2-15-4-4z${tile(11, 35, 26, 7, 2)}`) +
  line(pop, 3, 'M18 20h12M17 31h14');

export const chess: Drawing = (inks, die) => pick(die, [pawn, rook])(inks, die);

export const board: Drawing = ({ ground, main, pop }, die) =>
  turn(
    pick(die, [-12, 12, 45]),
    fill(main, tile(8, 8, 32, 32, 2)) +
      fill(
        ground,
        box(12, 12, 8, 8) +
          box(28, 12, 8, 8) +
          box(20, 20, 8, 8) +
          box(12, 28, 8, 8) +
          box(28, 28, 8, 8),
      ) +
      line(pop, 6, pick(die, ['M16 24h0M24 16h0M32 32h0', 'M24 24h0M32 16h0M24 32h0'])),
  );

export const cards: Drawing = ({ ground, main, pop }) =>
  turn(-16, fill(pop, tile(8, 9, 22, 31, 3))) +
  turn(
    8,
    fill(main, tile(17, 8, 22, 31, 3)) +
      fill(ground, 'M28 15l6 9-6 9-6-9z') +
      line(pop, 3, dot(21, 12) + dot(35, 35)),
  );

export const basketball: Drawing = ({ ground, main, pop }, die) =>
  line(pop, 3, 'M14 44h20') +
  turn(
    30 * die(6),
    fill(main, disc(24, 24, 17)) +
      line(ground, 2, 'M24 8v32M8 24h32M13 13q8 11 0 22M35 13q-8 11 0 22'),
  );

export const football: Drawing = ({ ground, main, pop }, die) =>
  turn(
    12 * die(6),
    fill(main, disc(24, 24, 18)) +
      fill(pop, 'M24 15l9 6-4 10H19l-4-10z') +
      line(ground, 2, 'M24 15V7M33 21l7-2M29 31l5 7M19 31l-5 7M15 21l-7-2'),
  );

export const marbles: Drawing = ({ ground, main, pop }, die) =>
  turn(
    60 * die(6),
    fill(main, disc(14, 30, 9) + disc(33, 33, 8)) +
      fill(pop, disc(25, 15, 10)) +
      line(ground, 2, 'M9 30a5 5 0 0 1 5-5M28 33a5 5 0 0 1 5-5M19 15a6 6 0 0 1 6-6'),
  );

export const bat: Drawing = ({ main, pop }, die) =>
  turn(
    pick(die, [-40, 40]),
    fill(pop, box(20, 28, 8, 17)) +
      fill(main, `${disc(24, 18, 14)}M15 28h18l-5 6h-8z`) +
      line(pop, 3, 'M15 29h18'),
  ) + line(pop, 8, dot(24, 43));

export const bicycle: Drawing = ({ main, pop }) =>
  line(main, 3, disc(12, 32, 9) + disc(36, 32, 9)) +
  line(pop, 3, 'M12 32l6-15h14L23 32zL18 17l5 15M36 32L31 12h5M14 13h7');

export const skateboard: Drawing = ({ main, pop }) =>
  turn(
    -12,
    line(main, 6, 'M4 16q3 7 10 7h20q7 0 10-7') +
      fill(pop, disc(14, 33, 7) + disc(34, 33, 7)) +
      line(main, 3, dot(14, 33) + dot(34, 33)),
  );

export const shield: Drawing = ({ ground, main, pop }) =>
  fill(main, 'M8 6h32v16q0 15-16 21Q8 37 8 22z') +
  fill(pop, 'M24 6h16v17H8v-1h16zM8 23h16v20Q8 37 8 23z') +
  fill(ground, disc(24, 23, 5));

export const flask: Drawing = ({ ground, main, pop }) =>
  fill(main, 'M19 9h10v9l11 18a4 4 0 0 1-4 6H12a4 4 0 0 1-4-6l11-18z') +
  fill(pop, 'M17 28h14l6 9q1 2-1 2H12q-2 0-1-2z') +
  fill(pop, tile(17, 5, 14, 5, 2)) +
  line(ground, 3, dot(21, 34) + dot(28, 32) + dot(25, 36));

export const tent: Drawing = ({ ground, main, pop }) =>
  line(main, 2, 'M22 5l22 35M26 5L4 40') +
  fill(main, 'M24 8l20 33H4z') +
  fill(pop, 'M24 18l12 23H12z') +
  fill(ground, 'M24 18l6 23H18z');

export const rope: Drawing = ({ ground, main, pop }) =>
  line(main, 5, disc(24, 26, 17) + disc(24, 28, 11)) +
  fill(pop, tile(18, 5, 12, 17, 3)) +
  line(ground, 2, 'M20 10h8M20 16h8');

export const strings: Drawing = ({ ground, main, pop }) =>
  turn(
    35,
    fill(pop, box(22, 0, 4, 20) + tile(20, -3, 8, 8, 2)) +
      fill(main, disc(24, 33, 12) + disc(24, 21, 9)) +
      fill(ground, disc(24, 25, 4)) +
      line(pop, 2, 'M19 37h10'),
  );

export const piano: Drawing = ({ main, pop }) =>
  fill(main, tile(5, 9, 38, 30, 3) + slot(14, 9, 1, 30) + slot(23, 9, 1, 30) + slot(33, 9, 1, 30)) +
  fill(pop, box(11, 9, 6, 18) + box(20, 9, 6, 18) + box(30, 9, 6, 18));

export const record: Drawing = ({ ground, main, pop }, die) =>
  fill(main, disc(24, 24, 19)) +
  fill(pop, disc(24, 24, 7)) +
  turn(
    45 * die(4),
    line(
      ground,
      1,
      'M24 9a15 15 0 0 1 15 15M24 13a11 11 0 0 1 11 11M24 39A15 15 0 0 1 9 24M24 35a11 11 0 0 1-11-11',
    ),
  ) +
  fill(ground, disc(24, 24, 2));

export const headphones: Drawing = ({ main, pop }) =>
  line(main, 5, 'M9 28v-4a15 15 0 0 1 30 0v4') +
  fill(pop, tile(4, 25, 13, 18, 5) + tile(31, 25, 13, 18, 5));

export const radio: Drawing = ({ ground, main, pop }) =>
  line(main, 2, 'M14 14L32 4') +
  fill(
    main,
    tile(5, 14, 38, 27, 4) +
      slot(9, 18, 15, 2) +
      slot(9, 23, 15, 2) +
      slot(9, 28, 15, 2) +
      slot(9, 33, 15, 2),
  ) +
  fill(pop, disc(33, 27, 7)) +
  line(ground, 2, 'M33 27l3-4');
