import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { EnvError } from '@/lib/env';

/** Where a server listens. Without a host: at every IPv4 and IPv6 address of the machine. */
export type ListenAddress = { host: string | undefined; port: number };

/**
 * Checks that a server can listen at an address. The port is free again on return.
 * @throws EnvError with one sentence that says why not
 */
export function checkPort(address: ListenAddress): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => fail(listenError(error, address)));
    probe.listen(address.port, address.host, () => probe.close(() => done()));
  });
}

/** The reason why a server can't listen, as a sentence for the operator. */
export function listenError(error: NodeJS.ErrnoException, { host, port }: ListenAddress): EnvError {
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

/**
 * The URLs at which people reach a server: `here` on its machine, `network` from other machines.
 */
export function reachableAt({ host, port }: ListenAddress): { here: string; network: string[] } {
  const url = (ip: string) =>
    `http://${ip.includes(':') ? `[${ip}]` : ip}${port === 80 ? '' : `:${port}`}`;
  const isEverywhere = host === undefined || host === '0.0.0.0' || host === '::';
  if (!isEverywhere) return { here: url(host), network: [] };
  const network = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => url(address));
  return { here: url('localhost'), network };
}
