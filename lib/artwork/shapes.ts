import type { Die } from './chance.ts';
import type { Palette } from './palettes.ts';

/** Draws a part of a picture as SVG elements. The picture is 48 units wide and high. */
export type Drawing = (inks: Palette, die: Die) => string;

// Every shape is a path, so that many shapes of one colour need only one element. Outlines run
// clockwise, so that overlapping shapes unite. Only `slot` runs anticlockwise, and so cuts a hole.

export function disc(x: number, y: number, r: number): string {
  const half = `${r} ${r} 0 1 1`;
  return `M${x - r} ${y}a${half} ${2 * r} 0 ${half}-${2 * r} 0`;
}

export const box = (x: number, y: number, w: number, h: number) => `M${x} ${y}h${w}v${h}h-${w}z`;
export const slot = (x: number, y: number, w: number, h: number) => `M${x} ${y}v${h}h${w}v-${h}z`;

/** A box with rounded corners. */
export function tile(x: number, y: number, w: number, h: number, r: number): string {
  const turn = `a${r} ${r} 0 0 1 `;
  const [across, down] = [w - 2 * r, h - 2 * r];
  return (
    `M${x + r} ${y}h${across}${turn}${r} ${r}v${down}${turn}-${r} ${r}` +
    `h-${across}${turn}-${r}-${r}v-${down}${turn}${r}-${r}`
  );
}

/** The upper half of a disc. */
export const dome = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 0 1 ${2 * r} 0z`;

/** The lower half of a disc. */
export const bowl = (x: number, y: number, r: number) =>
  `M${x + r} ${y}a${r} ${r} 0 0 1-${2 * r} 0z`;

/** A pointed leaf that grows from (`x`, `y`). Its tip is `dx` and `dy` away. */
export function leaf(x: number, y: number, dx: number, dy: number): string {
  const r = Math.round(Math.hypot(dx, dy) * 0.7);
  return `M${x} ${y}a${r} ${r} 0 0 1 ${dx} ${dy} ${r} ${r} 0 0 1 ${-dx} ${-dy}`;
}

/** A point for `line`, as wide as the line. */
export const dot = (x: number, y: number) => `M${x} ${y}h0`;

export const fill = (ink: string, d: string) => `<path fill='${ink}' d='${d}'/>`;

export const line = (ink: string, width: number, d: string) =>
  `<path stroke='${ink}' stroke-width='${width}' d='${d}'/>`;

/** The whole picture, with the attributes that all its elements share. */
export const frame = (svg: string) =>
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48' fill='none' " +
  `stroke-linecap='round'>${svg}</svg>`;

/** Rotates a part about the centre of the picture, clockwise, by an angle in degrees. */
export const turn = (degrees: number, svg: string) =>
  `<g transform='rotate(${degrees} 24 24)'>${svg}</g>`;
