import { renderToString } from 'react-dom/server';
import { Gallery } from './gallery';

// Prints the HTML of the gallery for `page.ts`, in a process of its own: Playwright compiles JSX for
// purposes of its own, which are not React's.
process.stdout.write(renderToString(<Gallery />));
