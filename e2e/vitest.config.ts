import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests over plain HTTP, each file against built servers of its own. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('..', import.meta.url)) } },
  test: {
    include: ['e2e/http/**/*.test.ts'],
    globalSetup: './e2e/http/built.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
});
