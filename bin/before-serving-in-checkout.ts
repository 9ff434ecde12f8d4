import { prepareToServe } from './before-serving.ts';
import { builtServer } from './build.ts';

// `start.mjs` runs this program in a checkout. It builds the server when the sources have changed.
await prepareToServe(process.argv.slice(2), builtServer);
