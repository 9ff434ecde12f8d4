import { fileURLToPath } from 'node:url';
import { prepareToServe } from './before-serving.ts';

// What a release does before it serves: its server is built already, and lies beside this file.
await prepareToServe(process.argv.slice(2), () =>
  fileURLToPath(new URL('serve.mjs', import.meta.url)),
);
