import manifest from '../package.json';

/** The version of this market, such as `0.2.0`. */
export const VERSION: string = manifest.version;
