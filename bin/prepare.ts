import { builtServer } from './build.ts';
import { prepareToServe } from './preparation.ts';

// What `npm start` does in a checkout before it serves: it builds the server when the sources have
// changed.
await prepareToServe(process.argv.slice(2), builtServer);
