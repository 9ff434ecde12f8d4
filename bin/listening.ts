import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { EnvError } from '@/lib/env';

/** Where a server listens. Without a host, at every address of the machine, IPv4 and IPv6. */
export type Place = { host: string | undefined; port: number };

/**
 * Looks whether a server can listen there, and lets go of the port at once.
 * @throws EnvError one sentence that says what stands in the way
 */
export function checkPort(place: Place): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => fail(listenError(error, place)));
    probe.listen(place.port, place.host, () => probe.close(() => done()));
  });
}

/** Why a server can't listen, as a sentence for its operator. */
export function listenError(error: NodeJS.ErrnoException, { host, port }: Place): EnvError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new EnvError(
        `Port ${port} is in use by another program, perhaps a market that runs already: end that, or choose another port, such as PORT=${port === 65_535 ? 3001 : port + 1}.`,
      );
    case 'EACCES':
      return new EnvError(`This user may not listen on port ${port}: choose a port above 1023.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return new EnvError(
        `HOST is “${host}”, which is no address of this machine: leave HOST empty to listen at all addresses, or set it to 127.0.0.1 to listen to this machine alone.`,
      );
    default:
      return new EnvError(`The market can’t listen on port ${port}: ${error.message}.`);
  }
}

/** The addresses at which people reach a server: on its own machine, and from others. */
export function reachableAt({ host, port }: Place): { here: string; network: string[] } {
  const url = (address: string) =>
    `http://${address.includes(':') ? `[${address}]` : address}${port === 80 ? '' : `:${port}`}`;
  const isEverywhere = host === undefined || host === '0.0.0.0' || host === '::';
  if (!isEverywhere) return { here: url(host), network: [] };
  const network = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => url(address));
  return { here: url('localhost'), network };
}
