import { box, type Drawing, disc, dome, fill } from './shapes.ts';

const sun: Drawing = ({ back }, die) => fill(back, disc(20 + die(9), 20 + die(9), 17 + die(4)));

const rising: Drawing = ({ back }, die) => fill(back, dome(16 + die(17), 48, 26 + die(6)));

const slope: Drawing = ({ back }, die) =>
  fill(
    back,
    die(2)
      ? `M0 ${34 + die(12)}L48 ${4 + die(12)}V48H0z`
      : `M0 ${4 + die(12)}L48 ${34 + die(12)}V48H0z`,
  );

const arch: Drawing = ({ back }) => fill(back, 'M6 48V24a18 18 0 0 1 36 0v24z');

const stripes: Drawing = ({ back }, die) => {
  const [width, from] = [6 + 2 * die(2), 2 + die(3)];
  const bands = [0, 1, 2, 3].map((n) => box(from + 2 * n * width, 0, width, 48));
  return fill(back, bands.filter((_, n) => from + 2 * n * width < 48).join(''));
};

const hills: Drawing = ({ back }, die) => {
  const [height, lift] = [26 + die(8), 6 + die(5)];
  return fill(back, `M0 ${height}q12-${2 * lift} 24 0t24 0V48H0z`);
};

const rays: Drawing = ({ back }) =>
  fill(back, 'M24 24L0 0h16zL32 0h16zL48 16v16zL48 48H32zL16 48H0zL0 32V16z');

const corner: Drawing = ({ back }, die) =>
  fill(back, die(2) ? 'M0 0h40a40 40 0 0 1-40 40z' : 'M48 0v40A40 40 0 0 1 8 0z');

const quarters: Drawing = ({ back }) => fill(back, 'M0 0h24v48h24V24H0z');

const table: Drawing = ({ back }, die) => fill(back, box(0, 28 + die(8), 48, 20));

/** The shapes behind a thing, in the second colour. */
export const scenes: readonly Drawing[] = [
  sun,
  rising,
  slope,
  arch,
  stripes,
  hills,
  rays,
  corner,
  quarters,
  table,
];
