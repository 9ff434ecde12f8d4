import { onTestFinished } from 'vitest';
import { clockOffset } from '../clock.ts';
import { database, setDatabase } from '../database.ts';

/** Moves the clock of the database forward, for the rest of the test or until it is moved back. */
export function moveClock(milliseconds: number): void {
  if (clockOffset.milliseconds === 0) onTestFinished(() => setOffset(0));
  setOffset(clockOffset.milliseconds + milliseconds);
}

function setOffset(milliseconds: number): void {
  clockOffset.milliseconds = milliseconds;
  // Prepared queries belong to a database object, and are built anew for another object.
  setDatabase({ ...database() });
}
