import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkPort, listenError, reachableAt } from './listening.ts';

describe('checkPort', () => {
  it('refuses a port that is in use', async () => {
    const other = createServer();
    const port = await new Promise<number>((done) => {
      other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port));
    });
    await expect(checkPort({ host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} is in use by another program`,
    );
    await new Promise((done) => other.close(done));
    await expect(checkPort({ host: '127.0.0.1', port })).resolves.toBeUndefined();
  });

  it.each(['x86_64-conda-linux-gnu', 'nohost.invalid', '203.0.113.7'])(
    'refuses HOST %s, which is not an address of this machine',
    async (host) => {
      await expect(checkPort({ host, port: 3000 })).rejects.toThrow(
        `HOST is “${host}”, which is no address of this machine`,
      );
    },
  );
});

it('listenError says which ports a user may listen on', () => {
  const error = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
  expect(listenError(error, { host: undefined, port: 80 }).message).toContain('above 1023');
});

describe('reachableAt', () => {
  it('gives the URLs of localhost and of the machine’s networks', () => {
    const { here, network } = reachableAt({ host: undefined, port: 3000 });
    expect(here).toBe('http://localhost:3000');
    for (const address of network) expect(address).toMatch(/^http:\/\/\d+(\.\d+){3}:3000$/);
    expect(network.join()).not.toContain('127.0.0.1');
  });

  it('gives one URL when HOST is set', () => {
    expect(reachableAt({ host: '127.0.0.1', port: 80 })).toEqual({
      here: 'http://127.0.0.1',
      network: [],
    });
    expect(reachableAt({ host: '::1', port: 3001 }).here).toBe('http://[::1]:3001');
  });
});
