import { fileURLToPath } from 'node:url';
import { prepareToServe } from './before-serving.ts';

// `start.mjs` runs this program in a release. The built server lies beside this file.
await prepareToServe(process.argv.slice(2), () =>
  fileURLToPath(new URL('serve.mjs', import.meta.url)),
);
