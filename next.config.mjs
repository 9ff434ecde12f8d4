import { fileURLToPath } from 'node:url';

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  poweredByHeader: false,
  reactStrictMode: true,
  // The server alone: tests are checked by `npm run check`.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  serverExternalPackages: ['@libsql/client', 'libsql'],
};
