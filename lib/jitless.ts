import { config } from 'zod';

// zod would try whether it may make code out of text, which the Content-Security-Policy forbids, and
// the browser would report. Whoever makes a schema for the browser imports this.
config({ jitless: true });
