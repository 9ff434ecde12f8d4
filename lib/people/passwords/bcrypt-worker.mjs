import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcryptjs';

// Pages come before passwords. On Linux this lowers the calling thread alone; elsewhere it would
// lower the whole process.
if (process.platform === 'linux') setPriority(10);

parentPort?.on('message', ({ password, hash, cost }) => {
  parentPort?.postMessage(
    hash ? bcrypt.compareSync(password, hash) : bcrypt.hashSync(password, cost),
  );
});
