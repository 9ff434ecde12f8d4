import { fileURLToPath } from 'node:url';
import { PLAIN_POSTS, UPLOADS } from './lib/web/forms/addresses.mjs';

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  poweredByHeader: false,
  // The head is complete on arrival, for everybody: streaming it costs more, too.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  experimental: {
    // What these keep watch of while a page is drawn serves prefetching alone, which no link here does.
    varyParams: false,
    optimisticRouting: false,
    // A page is loaded when it is first asked for: many never are.
    preloadEntriesOnStart: false,
    // A build fits into 1 GB: one worker, and nothing kept for the next build, which would also keep
    // the failure of this one.
    cpus: 1,
    turbopackFileSystemCacheForBuild: false,
  },
  // A page can't take a post that is not a server action, so such a post goes to the route beside
  // the page. `lib/web/forms/addresses.mjs` lists the pages that take such posts.
  rewrites: async () => ({
    beforeFiles: [
      // Next shows this page for an error in the layout. The page is no address of its own.
      { source: '/_global-error', destination: '/_not-found' },
      ...PLAIN_POSTS.map((page) => toPost(page, 'application/x-www-form-urlencoded.*')),
      ...UPLOADS.map((page) =>
        toPost(page, '(application/x-www-form-urlencoded|multipart/form-data).*'),
      ),
    ],
  }),
  // Types are checked by `npm run check`: an operator's build needs no second look at them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@libsql/client', 'libsql'],
};

/** @param {string} page @param {string} type the content types of the posts, as a pattern */
function toPost(page, type) {
  return {
    source: page.replace(':id', ':id(\\d+)'),
    has: [{ type: 'header', key: 'content-type', value: type }],
    missing: [{ type: 'header', key: 'next-action' }],
    destination: `${page}/post`,
  };
}
