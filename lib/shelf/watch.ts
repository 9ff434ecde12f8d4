import { getShelfVersion } from './queries.ts';

/** How long a change may go unseen, in milliseconds. */
const LOOKS_EVERY = 1_000;

type Listener = (version: number) => void;

const listeners = new Set<Listener>();
let known: number | null = null;
let looking = false;

/**
 * Tells the version of the shelf, and then every new one, whichever process has made it, until it is
 * ended. The database is asked once a second for all who listen, and not at all when nobody does.
 * @returns ends it
 */
export function watchShelf(listener: Listener): () => void {
  listeners.add(listener);
  // A database that is away has nothing to tell; it is asked again.
  getShelfVersion().then(listener, () => {});
  if (!looking) void look();
  return () => listeners.delete(listener);
}

async function look(): Promise<void> {
  looking = listeners.size > 0;
  if (!looking) {
    known = null;
    return;
  }
  const version = await getShelfVersion().catch(() => known);
  const isNew = version !== null && known !== null && version !== known;
  if (isNew) for (const listener of listeners) listener(version);
  known = version;
  setTimeout(look, LOOKS_EVERY).unref();
}
