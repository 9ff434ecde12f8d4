import { pick } from './chance.ts';
import { box, type Drawing, disc, dome, dot, fill, line, slot, tile, turn } from './shapes.ts';

const lyingBooks: Drawing = ({ main, pop }, die) =>
  fill(main, box(8 + die(3), 33, 32, 9) + box(9 + die(4), 15, 26, 9)) +
  fill(pop, box(5 + die(4), 24, 36, 9) + box(14 + die(4), 8, 22, 7)) +
  fill(pop, box(14, 33, 3, 9) + box(17, 15, 2, 9) + box(21, 15, 2, 9)) +
  fill(main, box(31, 24, 4, 9));

const standingBooks: Drawing = ({ back, ground, main, pop }, die) =>
  fill(main, box(5, 12 + die(4), 9, 30) + box(22, 9 + die(4), 6, 33)) +
  fill(pop, `${box(14, 6 + die(4), 8, 36)}M29 14l8-2 7 30h-8z`) +
  fill(ground, box(7, 19, 5, 2) + box(7, 35, 5, 2)) +
  fill(back, box(0, 42, 48, 6));

export const books: Drawing = (inks, die) => pick(die, [lyingBooks, standingBooks])(inks, die);

export const ticket: Drawing = ({ ground, main, pop }, die) =>
  turn(
    pick(die, [-18, -10, 12]),
    fill(main, 'M4 13h40v7a4 4 0 0 0 0 8v7H4v-7a4 4 0 0 0 0-8z') +
      line(ground, 2, `${dot(32, 17)}${dot(32, 22)}${dot(32, 27)}${dot(32, 31)}`) +
      fill(
        pop,
        pick(die, [
          disc(20, 24, 6),
          'M20 16l2 6h6l-5 4 2 6-5-4-5 4 2-6-5-4h6z',
          box(12, 18, 14, 3) + box(12, 25, 9, 3),
        ]),
      ),
  );

export const pencils: Drawing = ({ ground, main, pop }, die) =>
  turn(
    pick(die, [-15, 0, 15]),
    fill(main, 'M8 20l4-11 4 11v23H8zM32 20l4-11 4 11v23h-8z') +
      fill(pop, 'M20 17l4-12 4 12v26h-8z') +
      fill(ground, box(8, 20, 8, 2) + box(20, 17, 8, 2) + box(32, 20, 8, 2)),
  );

export const nib: Drawing = ({ ground, main, pop }) =>
  turn(
    40,
    fill(main, 'M16 8h16l4 14-12 23L12 22z') +
      line(ground, 2, 'M24 43V23') +
      fill(ground, disc(24, 21, 3)) +
      fill(pop, tile(14, 1, 20, 10, 2)),
  );

export const paints: Drawing = ({ ground, main, pop }) =>
  fill(main, tile(5, 18, 38, 24, 4)) +
  line(pop, 7, dot(13, 25) + dot(35, 25) + dot(24, 35)) +
  line(ground, 7, dot(24, 25) + dot(13, 35) + dot(35, 35)) +
  line(pop, 3, 'M8 12h24') +
  line(main, 5, 'M35 12l5-1');

export const portrait: Drawing = ({ ground, main, pop }) =>
  fill(main, tile(9, 5, 30, 38, 2)) +
  fill(ground, box(13, 9, 22, 30)) +
  fill(pop, disc(24, 20, 6) + dome(24, 39, 11));

export const setSquare: Drawing = ({ ground, main, pop }, die) =>
  turn(
    90 * die(4),
    fill(main, 'M9 5l34 34H9zM16 22v10h10z') +
      line(ground, 1, 'M13 36v-2M18 36v-2M23 36v-2M28 36v-2M33 36v-2') +
      fill(pop, disc(35, 14, 6)),
  );

const view = (ground: string, pop: string) =>
  fill(pop, box(10, 12, 28, 19)) + fill(ground, `${disc(31, 18, 3)}M10 31l9-10 6 6 4-3 9 7z`);

export const monitor: Drawing = ({ ground, main, pop }) =>
  fill(main, `${tile(6, 8, 36, 27, 3)}M20 35h8v5h6v3H14v-3h6z`) + view(ground, pop);

export const laptop: Drawing = ({ ground, main, pop }) =>
  fill(main, `${tile(7, 9, 34, 26, 3)}M2 36h44l-3 5H5z`) + view(ground, pop);

export const calculator: Drawing = ({ ground, main, pop }) => {
  const keys = [24, 30, 36].map((y) => dot(17, y) + dot(24, y)).join('');
  return (
    fill(main, tile(10, 5, 28, 38, 4)) +
    fill(pop, box(14, 10, 20, 8)) +
    line(ground, 4, keys + dot(31, 24)) +
    line(pop, 4, 'M31 30v6')
  );
};

export const camera: Drawing = ({ ground, main, pop }) =>
  fill(main, `${tile(5, 13, 38, 28, 4)}M16 13l3-5h10l3 5z`) +
  fill(pop, disc(24, 27, 10)) +
  fill(ground, disc(24, 27, 6)) +
  line(pop, 3, `M10 19h3${dot(22, 25)}`);

export const projector: Drawing = ({ ground, main, pop }) =>
  line(pop, 3, 'M12 19l-6-6M11 27H3M12 35l-6 6') +
  fill(main, tile(17, 16, 27, 21, 4)) +
  line(main, 4, 'M23 38v2M39 38v2') +
  line(pop, 13, dot(27, 26)) +
  line(ground, 5, dot(27, 26)) +
  line(pop, 2, 'M37 22h3M37 27h3');

export const hammer: Drawing = ({ main, pop }, die) =>
  turn(
    pick(die, [-40, 35]),
    fill(pop, tile(21, 14, 6, 31, 2)) + fill(main, 'M11 5h18q8 1 10 9-5-3-10-2v5H11z'),
  );

export const screwdriver: Drawing = ({ ground, main, pop }, die) =>
  turn(
    pick(die, [-40, 40]),
    fill(main, 'M22 23h4v14l2 9h-8l2-9z') +
      fill(pop, tile(17, 1, 14, 22, 5)) +
      fill(main, box(19, 23, 10, 4)) +
      line(ground, 2, 'M22 7v10M26 7v10'),
  );

export const drill: Drawing = ({ ground, main, pop }) =>
  fill(main, `${tile(5, 10, 27, 14, 5)}M9 22h11l-3 14H7z`) +
  fill(pop, tile(4, 34, 17, 8, 2)) +
  fill(pop, 'M32 12l5 2v6l-5 2z') +
  line(pop, 2, 'M37 17h8') +
  line(ground, 2, 'M11 15h7M22 26l-2 4');

export const microscope: Drawing = ({ main, pop }) =>
  line(main, 4, 'M25 13a14 14 0 0 1 4 27') +
  fill(main, tile(10, 38, 28, 5, 2)) +
  line(main, 3, 'M12 33h12') +
  turn(-20, fill(pop, box(16, 6, 10, 17)) + fill(pop, box(18, 2, 6, 4) + box(18, 23, 6, 4)));

export const car: Drawing = ({ ground, main, pop }) =>
  fill(
    main,
    `M10 21l4-11q1-2 3-2h14q2 0 3 2l4 11z${tile(5, 20, 38, 16, 4)}M8 34h7v7H8zM33 34h7v7h-7z`,
  ) +
  fill(ground, 'M15 20l2-8h14l2 8z') +
  fill(pop, disc(12, 27, 3) + disc(36, 27, 3) + slot(19, 26, 10, 3));
