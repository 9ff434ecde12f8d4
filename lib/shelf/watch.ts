import { getShelfVersion } from './queries.ts';

/** How often the database is asked for the version, in milliseconds. */
const ASK_EVERY_MS = 1_000;

type Listener = (version: number) => void;

const listeners = new Set<Listener>();
let known: number | null = null;
let isAsking = false;

/**
 * Tells a listener the version of the shelf, and then every new version, whichever process made it.
 * One query a second serves all listeners of this process; without listeners there is no query.
 * @returns a function that ends the telling
 */
export function watchShelf(listener: Listener): () => void {
  listeners.add(listener);
  // When the database cannot be reached now, the listener hears only of later versions.
  getShelfVersion().then(listener, () => {});
  if (!isAsking) void askAgain();
  return () => listeners.delete(listener);
}

async function askAgain(): Promise<void> {
  isAsking = listeners.size > 0;
  if (!isAsking) {
    known = null;
    return;
  }
  const version = await getShelfVersion().catch(() => known);
  const isNew = version !== null && known !== null && version !== known;
  if (isNew) for (const listener of listeners) listener(version);
  known = version;
  setTimeout(askAgain, ASK_EVERY_MS).unref();
}
