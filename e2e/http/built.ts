import { isBuilt } from '../../bin/build.ts';

/** Refuses to test a server that is not of these sources. */
export default function setup() {
  if (process.env.MARKET_SERVER || isBuilt()) return;
  throw new Error('The built server is not of these sources. Run: npm run build');
}
