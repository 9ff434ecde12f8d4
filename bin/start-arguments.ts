import { EnvError } from '@/lib/env';

const SETTINGS: Record<string, string> = {
  '--port': 'PORT=3001',
  '-p': 'PORT=3001',
  '--host': 'HOST=127.0.0.1',
  '--hostname': 'HOST=127.0.0.1',
  '-H': 'HOST=127.0.0.1',
};

/**
 * Parses the arguments of `npm start`. Only `--dev` is known: settings come from the environment.
 * @throws EnvError with one sentence that names an unknown argument
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
