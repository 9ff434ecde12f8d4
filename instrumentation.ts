/** Next calls this once when a server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { checkEnvironment, watchRequests } = await import('./lib/web/server/before-next');
  const { setActionKey } = await import('./lib/web/server/action-key');
  checkEnvironment();
  setActionKey();
  watchRequests();
}
