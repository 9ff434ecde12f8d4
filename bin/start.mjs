// Starts the market: `npm start`, `node bin/start.mjs`, or `node start.mjs` in a release. Plain
// JavaScript, so that a Node that is too old can read the file and say so.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (isSupported) await start();
else {
  console.error(
    `Market needs Node 20.19 or later, 22.12 or later, or 24 and later (24 is recommended); this is Node ${process.versions.node}.`,
  );
  process.exitCode = 1;
}

async function start() {
  const { existsSync } = await import('node:fs');
  const { dirname } = await import('node:path');
  const { fileURLToPath, pathToFileURL } = await import('node:url');
  const beside = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

  endWithParent();
  const isRelease = existsSync(beside('before-serving.mjs'));
  // A release keeps its data in the folder where it is started, a checkout in its own folder.
  if (!isRelease) process.chdir(dirname(beside('.')));
  if (!isRelease && !existsSync('node_modules/tsx')) {
    console.error('The packages are not installed yet. Run: npm ci');
    process.exit(1);
  }
  const prepared = await prepare(
    isRelease
      ? [beside('before-serving.mjs')]
      : ['--import', import.meta.resolve('tsx'), beside('before-serving-in-checkout.ts')],
  );
  Object.assign(process.env, prepared.env);
  // The server runs in this process, so that signals of a service manager reach it directly.
  await import(pathToFileURL(prepared.server).href);
}

/**
 * Runs the work that comes before the server in a second process, because all memory of a process
 * is free again when the process ends. When that process fails, this process ends with the same
 * code.
 *
 * @param {string[]} program
 * @returns {Promise<{ server: string, env: Record<string, string> }>}
 */
async function prepare(program) {
  const { spawn } = await import('node:child_process');
  // A build starts further processes. As a process group, all of them can be ended at once.
  const detached = process.platform !== 'win32';
  const child = spawn(process.execPath, [...program, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached,
  });
  const end = () => {
    if (detached && child.pid) process.kill(-child.pid, 'SIGTERM');
    else child.kill();
    process.exit(0);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, end);
  return new Promise((done) => {
    /** @type {any} */
    let prepared;
    child.once('message', (message) => {
      prepared = message;
    });
    child.once('exit', (code) => {
      if (code !== 0 || !prepared) process.exit(code || 1);
      for (const signal of signals) process.off(signal, end);
      done(prepared);
    });
  });
}

/**
 * Sends this process SIGTERM when npm, its parent, has ended. npm sends a signal only to its shell,
 * so the signal does not reach this process.
 */
function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
