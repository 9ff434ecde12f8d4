/** Gives a whole number from 0 to `sides - 1`. */
export type Die = (sides: number) => number;

/** A die that gives the same series of numbers for the same text (FNV-1a seeds mulberry32). */
export function dieFor(text: string): Die {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** One of the choices, which must not be empty. */
export function pick<T>(die: Die, choices: readonly T[]): T {
  return choices[die(choices.length)] as T;
}
