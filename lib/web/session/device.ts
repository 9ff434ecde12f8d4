import { userAgentFromString } from 'next/server';

/** What browsers are called here, by the names that Next gives them. */
const BROWSERS: Readonly<Record<string, string>> = {
  Chrome: 'Chrome',
  DuckDuckGo: 'DuckDuckGo',
  Edge: 'Edge',
  Firefox: 'Firefox',
  'Mobile Safari': 'Safari',
  Opera: 'Opera',
  'Opera Mini': 'Opera',
  'Opera Touch': 'Opera',
  Safari: 'Safari',
  'Samsung Browser': 'Samsung Internet',
  Vivaldi: 'Vivaldi',
};

const SYSTEMS: Readonly<Record<string, string>> = {
  Android: 'Android',
  'Chromium OS': 'ChromeOS',
  'Mac OS': 'macOS',
  Windows: 'Windows',
};

/** By the type of a device: its model can be any text that a client writes there. */
const IOS_DEVICES: Readonly<Record<string, string>> = { mobile: 'iPhone', tablet: 'iPad' };

type Device = ReturnType<typeof userAgentFromString>;

/**
 * The browser and system of a User-Agent header in plain words, such as “Firefox on Android”; null
 * when the header names neither.
 */
export function describeDevice(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const device = userAgentFromString(userAgent);
  const [browser, system] = [browserOf(device), systemOf(device)];
  return browser && system ? `${browser} on ${system}` : (browser ?? system);
}

// Most browsers that have no entry above are made from Chrome.
function browserOf({ browser, engine }: Device): string | null {
  return BROWSERS[browser.name ?? ''] ?? (engine.name === 'Blink' ? 'Chrome' : null);
}

function systemOf({ os, device, ua }: Device): string | null {
  if (os.name === 'iOS') return IOS_DEVICES[device.type ?? ''] ?? null;
  // Next tells one distribution of Linux from another.
  return SYSTEMS[os.name ?? ''] ?? (/\b(?:Linux|X11)\b/.test(ua) ? 'Linux' : null);
}
