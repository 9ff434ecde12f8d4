import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,bin,db,lib}/**/*.test.ts'],
    globalSetup: './db/testing/base.ts',
    maxWorkers: 2,
    testTimeout: 30_000,
    env: { TZ: 'UTC', SECRET_KEY: 'a secret that is for unit tests alone' },
  },
});
