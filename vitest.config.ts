import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,bin,db,lib,testing}/**/*.test.ts', 'e2e/*.test.ts'],
    globalSetup: './db/testing/base.ts',
    maxWorkers: 2,
    // Loading the database anew for each of these many small files would be a sixth of the time. They
    // share nothing: each test has a database of its own.
    isolate: false,
    testTimeout: 30_000,
    env: { TZ: 'UTC', SECRET_KEY: 'a secret that is for unit tests alone' },
  },
});
