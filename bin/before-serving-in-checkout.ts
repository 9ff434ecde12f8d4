import { prepareToServe } from './before-serving.ts';
import { builtServer } from './build.ts';

// What `npm start` does in a checkout before it serves: it builds the server when the sources have
// changed.
await prepareToServe(process.argv.slice(2), builtServer);
