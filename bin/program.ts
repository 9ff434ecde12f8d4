/** How an operator calls the command line: through npm in a checkout, by its file in a release. */
export const MARKET_COMMAND = process.env.npm_lifecycle_event
  ? 'npm run market --'
  : `node ${/\.mjs$/.test(process.argv[1] ?? '') ? 'market.mjs' : 'bin/market.ts'}`;
