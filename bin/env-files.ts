import nextEnv from '@next/env';

/** Adds what the `.env` files of this folder say to the environment, as Next itself reads them. */
export function loadEnvFiles(development = false): void {
  nextEnv.loadEnvConfig(process.cwd(), development, { info: () => {}, error: console.error });
}
