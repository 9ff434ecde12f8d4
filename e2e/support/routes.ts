import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SERVER_PROGRAM } from './server.ts';

/**
 * The paths of all pages of the built server.
 * @param values the values for the parameters of paths, such as `id` for `[id]`
 */
export function builtPages(values: Record<string, string>): string[] {
  return builtRoutes()
    .filter((route) => route.endsWith('/page') && !route.startsWith('/_'))
    .map((route) => route.replace(/\/page$/, '') || '/')
    .map((route) => route.replace(/\[(\w+)\]/g, (_, name) => values[name] ?? name));
}

function builtRoutes(): string[] {
  const file = join(dirname(SERVER_PROGRAM), '.next/server/app-paths-manifest.json');
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
}
