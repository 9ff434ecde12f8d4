import { config } from 'zod';

// Without this setting zod tests whether `new Function` works. The Content-Security-Policy forbids
// `new Function`, so the browser would report a violation. Each schema for the browser imports this file.
config({ jitless: true });
