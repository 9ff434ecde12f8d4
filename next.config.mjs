import { fileURLToPath } from 'node:url';
import { PLAIN_POSTS, UPLOADS } from './lib/web/forms/addresses.mjs';

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  poweredByHeader: false,
  // All clients get the complete head at once. To stream the head would also cost more CPU.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  experimental: {
    // These two options serve only prefetching, which no link here uses, and they cost CPU.
    varyParams: false,
    optimisticRouting: false,
    // The code of a page is loaded at its first request, which saves memory and time at the start.
    preloadEntriesOnStart: false,
    // A build must fit into 1 GB, so there is one worker and no cache. A cache would also keep the
    // failure of a build for the next build.
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
  // `npm run check` checks the types, so the build of an operator does not check them again.
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
