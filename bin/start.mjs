// Starts the market: `npm start`, or `node bin/start.mjs`, or `node start.mjs` of a release.
// Plain JavaScript, because a Node that is too old must still be able to read this far.

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

  endWithTheParent();
  const isRelease = existsSync(beside('before-serving.mjs'));
  // A release keeps its data where it is started; a checkout keeps its data in its own folder.
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
  // In this process: there is nobody between a service manager and the server.
  await import(pathToFileURL(prepared.server).href);
}

/**
 * Runs what must be done before the server, in a process of its own, whose memory ends with it. When
 * that process fails, so does this one, with the same code.
 *
 * @param {string[]} program
 * @returns {Promise<{ server: string, env: Record<string, string> }>}
 */
async function prepare(program) {
  const { spawn } = await import('node:child_process');
  // A group of its own: a build is several processes, and all of them end together.
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
 * Has this process end as by SIGTERM when npm, which started it, is gone: npm passes a signal on to
 * its shell alone.
 */
function endWithTheParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
