import type { ReactNode } from 'react';
import { FAILURES, type FailureName } from '@/lib/web/failure';
import { StatusPage } from './status-page';

type FailureText = { title: string; text: ReactNode; link: { href: string; label: string } };

const TEXTS: Record<FailureName, FailureText> = {
  'not-found': {
    title: 'Nothing on this shelf',
    text: 'There is no page at this address. It may have been mistyped, or the item is gone.',
    link: { href: '/market', label: 'Go to the market' },
  },
  unreadable: {
    title: 'This form can’t be read',
    text: 'It arrived incomplete, or it comes from a page that was opened before the market was updated. Nothing was done. Open the page again and fill the form in once more.',
    link: { href: '/market', label: 'Go to the market' },
  },
  'wrong-method': {
    title: 'Nothing to be done here',
    text: 'This address can be looked at, but not used in the way that was asked for. Nothing was done.',
    link: { href: '/market', label: 'Go to the market' },
  },
  'too-many-attempts': {
    title: 'Too many wrong attempts',
    text: 'To keep accounts safe, logging in has to wait a little after many wrong passwords or login codes. Nothing else is wrong with your account.',
    link: { href: '/login', label: 'Back to the login' },
  },
  busy: {
    title: 'A queue at the door',
    text: 'Many people are logging in at this very moment. Wait a few seconds, then try again.',
    link: { href: '/login', label: 'Try again' },
  },
  'many-photos': {
    title: 'A queue at the door',
    text: 'Many photos are on their way here at this very moment. Nothing was done. Go back, wait a few seconds, and send yours again.',
    link: { href: '/items', label: 'Your items' },
  },
  unavailable: {
    title: 'The market is closed for a moment',
    text: 'Its database can’t be reached. Nothing has been lost, and nothing has been charged.',
    link: { href: '/market', label: 'Try again' },
  },
  'foreign-form': {
    title: 'That came from another site',
    text: 'A form was sent to the market from a page that is not the market’s, so nothing was done.',
    link: { href: '/market', label: 'Go to the market' },
  },
  'too-large': {
    title: 'That is too much to carry',
    text: 'The form was larger than anything the market takes. Go back, shorten it, or choose fewer or smaller photos, and send it again.',
    link: { href: '/market', label: 'Go to the market' },
  },
  error: {
    title: 'Something went wrong here',
    text: 'It is the market’s mistake, not yours, and it has been written down for its operator.',
    link: { href: '/market', label: 'Try again' },
  },
};

/** The title of the page of a failure. */
export function titleOf(name: FailureName): string {
  return TEXTS[name].title;
}

/** The page that explains a failure, with a link to another page. `children` may add details. */
export function FailurePage({ name, children }: { name: FailureName; children?: ReactNode }) {
  const { title, text, link } = TEXTS[name];
  return (
    <StatusPage
      code={FAILURES[name].status}
      title={title}
      actions={
        // Not a `Link`, because the header must be rendered again, with the member.
        <a className="button button-primary" href={link.href}>
          {link.label}
        </a>
      }
    >
      <p>{text}</p>
      {children}
    </StatusPage>
  );
}
