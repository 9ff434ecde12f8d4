import { GALLERY_PATH } from '../gallery/path.ts';

/** An address, and what the page there is called. */
export type ListedPage = { path: string; title: string };

/** Every page that a visitor can see. */
export const PAGES_OF_VISITORS: readonly ListedPage[] = [
  { path: '/', title: 'Market' },
  { path: '/home', title: 'Market' },
  { path: '/login', title: 'Log in · Market' },
  { path: '/login?next=%2Fmarket', title: 'Log in · Market' },
  { path: '/register', title: 'Create account · Market' },
  { path: '/join', title: 'Use a login code · Market' },
  { path: '/join?code=ACDE-FGHJ-KMNP', title: 'Use a login code · Market' },
];

/** The gallery of all parts, which the tests themselves serve. */
export const GALLERY: ListedPage = { path: GALLERY_PATH, title: 'Parts · Market' };

/** Pages in place of others, of each kind one. */
export const PAGES_OF_FAILURES: readonly ListedPage[] = [
  { path: '/nowhere', title: 'Nothing on this shelf · Market' },
  { path: '/status/unavailable', title: 'The market is closed for a moment · Market' },
  { path: '/status/too-many-attempts?minutes=9', title: 'Too many wrong attempts · Market' },
];

type Item = { id: number; name: string };

/**
 * Every page that a member can see.
 * @param items one that the market sells, one of the member's own, and one that they have listed
 */
export function pagesOf(
  username: string,
  { sold, own, listed }: { sold: Item; own: Item; listed: Item },
): ListedPage[] {
  const pages = {
    '/': 'Market',
    '/market': 'For sale · Market',
    '/market?before=1': 'For sale · Market',
    '/market?q=no+such+thing': 'Search: no such thing · Market',
    '/items': 'Your items · Market',
    '/items/new': 'Add an item · Market',
    [`/items/${sold.id}`]: `${sold.name} · Market`,
    [`/items/${own.id}`]: `${own.name} · Market`,
    [`/items/${listed.id}`]: `${listed.name} · Market`,
    [`/items/${sold.id}/buy`]: `Buy ${sold.name} · Market`,
    [`/items/${own.id}/sell-back`]: `Sell back ${own.name} · Market`,
    [`/items/${own.id}/edit`]: `Edit ${own.name} · Market`,
    [`/items/${own.id}/photos`]: `Photos of ${own.name} · Market`,
    [`/items/${own.id}/list`]: `List ${own.name} for sale · Market`,
    '/join': 'Use a login code · Market',
    '/stars': 'Starred · Market',
    '/inbox': 'Inbox · Market',
    '/statement': 'Statement · Market',
    [`/members/${username}`]: `${username} · Market`,
    '/account': 'Your account · Market',
    '/account/username': 'Change username · Market',
    '/account/words': 'Change currency words · Market',
    '/account/email': 'Change email · Market',
    '/account/password': 'Change password · Market',
    '/account/close': 'Close your account · Market',
  };
  return Object.entries(pages).map(([path, title]) => ({ path, title }));
}
