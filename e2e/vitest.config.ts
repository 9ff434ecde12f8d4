import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that measure time, or that need all processors. They run one by one. */
const ALONE = ['busy', 'class', 'crash', 'live', 'lock', 'photos-many', 'timing'].map(
  (name) => `e2e/http/${name}.test.ts`,
);

const TESTS = 'e2e/http/**/*.test.ts';

/** The configuration of the tests over HTTP. Each file starts its own built servers. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { alias: { '@': fileURLToPath(new URL('..', import.meta.url)) } },
  test: {
    globalSetup: './e2e/built.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
    // The files share only code. Each file has its own servers and databases.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: [TESTS],
          exclude: ALONE,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
