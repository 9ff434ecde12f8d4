import { fileURLToPath } from 'node:url';

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
  // Forms that scripts post, in the way that every page's form was posted once: see
  // app/api/forms/[page]/route.ts. Server actions are posted in another.
  rewrites: async () => ({
    beforeFiles: [
      // Next's own page for what went wrong in the layout, which is no address.
      { source: '/_global-error', destination: '/_not-found' },
      {
        source: '/:page(register|login|market)',
        has: [
          { type: 'header', key: 'content-type', value: 'application/x-www-form-urlencoded.*' },
        ],
        missing: [{ type: 'header', key: 'next-action' }],
        destination: '/api/forms/:page',
      },
      // Forms with photos, of pages and of scripts alike.
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
  // Types are checked by `npm run check`: an operator's build needs no second look at them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@libsql/client', 'libsql'],
};
