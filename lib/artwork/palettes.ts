/**
 * Four colours: the background, a shape behind the thing, the thing, and a detail that stands out.
 */
export interface Palette {
  ground: string;
  back: string;
  main: string;
  pop: string;
}

/** `main` contrasts with `ground` and `back`. `pop` contrasts with `main`. */
export const palettes: readonly Palette[] = [
  { ground: '#0f5c49', back: '#1b7860', main: '#fbf0d8', pop: '#f6a51c' },
  { ground: '#f5ac27', back: '#fac860', main: '#12493b', pop: '#fff2da' },
  { ground: '#d64a2c', back: '#ea7448', main: '#fdf0da', pop: '#173f38' },
  { ground: '#82c0b6', back: '#b4ddd0', main: '#173f4a', pop: '#f7ad2b' },
  { ground: '#5d2b4c', back: '#834063', main: '#f8dcc3', pop: '#f2a01f' },
  { ground: '#ee9f81', back: '#f6c2a5', main: '#a8322b', pop: '#fff4e0' },
  { ground: '#24466f', back: '#356394', main: '#f9ead0', pop: '#f0734a' },
  { ground: '#a3b545', back: '#c6d070', main: '#1b4835', pop: '#fef3d6' },
  { ground: '#e9cf8f', back: '#f3e0b3', main: '#1c5c4b', pop: '#e0562f' },
];
