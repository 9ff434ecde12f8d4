import { readFileSync } from 'node:fs';

// This module is loaded into a server under test. On SIGUSR2 it prints the longest stall of the
// event loop since the last SIGUSR2. Time in which the thread waited for a processor does not
// count, when the system reports such time.
const INTERVAL_MS = 5;
let longest = 0;
let last = performance.now();
let queued = timeInQueue();

setInterval(() => {
  const now = performance.now();
  const queuedNow = timeInQueue();
  longest = Math.max(longest, now - last - INTERVAL_MS - (queuedNow - queued));
  last = now;
  queued = queuedNow;
}, INTERVAL_MS).unref();

process.on('SIGUSR2', () => {
  console.log(`longest stall ${longest.toFixed()} ms`);
  longest = 0;
});

/** How long this thread has waited for a processor so far, in milliseconds. */
function timeInQueue() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
