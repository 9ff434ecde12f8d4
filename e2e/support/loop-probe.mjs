import { readFileSync } from 'node:fs';

// Loaded into a server under test: on SIGUSR2 it says for how long the event loop has stood still
// at most since it was asked the last time. Time in which the machine had no processor to give is
// not counted, where the system tells of it.
const EVERY = 5;
let longest = 0;
let last = performance.now();
let queued = timeInQueue();

setInterval(() => {
  const now = performance.now();
  const queuedNow = timeInQueue();
  longest = Math.max(longest, now - last - EVERY - (queuedNow - queued));
  last = now;
  queued = queuedNow;
}, EVERY).unref();

process.on('SIGUSR2', () => {
  console.log(`longest stall ${longest.toFixed()} ms`);
  longest = 0;
});

/** How long this thread has been ready and not run so far, in milliseconds. */
function timeInQueue() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
