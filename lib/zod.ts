import { z } from 'zod';

// It would try whether it may make code out of text, which the Content-Security-Policy forbids, and
// the browser would report.
z.config({ jitless: true });

export { z };
