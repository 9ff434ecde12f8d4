import { fileURLToPath } from 'node:url';

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
  // Plain form posts of scripts go to app/api/forms/[page]/route.ts. Posts of server actions have
  // the header `next-action` or another content type, and are not rewritten.
  rewrites: async () => ({
    beforeFiles: [
      // Next has its page for failures of the layout at this URL. Visitors get “not found” instead.
      { source: '/_global-error', destination: '/_not-found' },
      {
        source: '/:page(register|login|join|market)',
        has: [
          { type: 'header', key: 'content-type', value: 'application/x-www-form-urlencoded.*' },
        ],
        missing: [{ type: 'header', key: 'next-action' }],
        destination: '/api/forms/:page',
      },
      // Forms with photos are plain posts, from pages and from scripts.
      ...['/items/new', '/items/:id(\\d+)/photos'].map((page) => ({
        source: page,
        has: [
          {
            type: 'header',
            key: 'content-type',
            value: '(application/x-www-form-urlencoded|multipart/form-data).*',
          },
        ],
        missing: [{ type: 'header', key: 'next-action' }],
        destination: `/api/forms${page.replace('(\\d+)', '')}`,
      })),
    ],
  }),
  // `npm run check` checks the types, so the build of an operator does not check them again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@libsql/client', 'libsql'],
};
