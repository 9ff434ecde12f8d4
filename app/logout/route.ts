import { failurePage } from '@/lib/web/failure';
import { addFlash } from '@/lib/web/flash';
import { isOwnForm } from '@/lib/web/http/client';
import { seeOther } from '@/lib/web/http/see-other';
import { logOut } from '@/lib/web/session/auth';

/** Answers the button “Log out”. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request.headers)) return seeOther('/status/foreign-form');
  return endSession();
}

/**
 * Logs out, as the old system did at this address. A link on another site or a prefetch does not
 * log out.
 */
export async function GET(request: Request): Promise<Response> {
  if (isIntended(request.headers)) return endSession();
  await addFlash({ category: 'info', text: 'Use the button “Log out” to end your session.' });
  return seeOther('/');
}

async function endSession(): Promise<Response> {
  try {
    await logOut();
  } catch (error) {
    return seeOther(failurePage(error));
  }
  await addFlash({ category: 'info', text: 'You have been logged out.' });
  return seeOther('/');
}

function isIntended(sent: Headers): boolean {
  if (
    sent.has('next-router-prefetch') ||
    /prefetch/.test(sent.get('sec-purpose') ?? sent.get('purpose') ?? '')
  ) {
    return false;
  }
  const site = sent.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  // Over plain HTTP, browsers don't send `Sec-Fetch-Site`. Only browsers send this header, so a
  // request without it comes from a script.
  return !sent.has('upgrade-insecure-requests') || hasOwnReferer(sent);
}

function hasOwnReferer(sent: Headers): boolean {
  const referer = sent.get('referer');
  return referer !== null && URL.canParse(referer) && new URL(referer).host === sent.get('host');
}
