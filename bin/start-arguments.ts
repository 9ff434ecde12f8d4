import { EnvError } from '@/lib/env';

const SETTINGS: Record<string, string> = {
  '--port': 'PORT=3001',
  '-p': 'PORT=3001',
  '--host': 'HOST=127.0.0.1',
  '--hostname': 'HOST=127.0.0.1',
  '-H': 'HOST=127.0.0.1',
};

/**
 * Reads what `npm start` was given. Only `--dev` is known; everything else is a setting of the
 * environment.
 * @throws EnvError one sentence that names the argument
 */
export function readStartArguments(args: readonly string[]): { development: boolean } {
  const unknown = args.find((arg) => arg !== '--dev');
  if (unknown !== undefined) {
    const setting = SETTINGS[unknown.split('=', 1)[0] ?? ''];
    const instead = setting ? ` Set it in the environment: ${setting} npm start` : '';
    throw new EnvError(`npm start knows no “${unknown}”.${instead}`);
  }
  return { development: args.includes('--dev') };
}
