import type { ReactNode } from 'react';
import { FAILURES, type FailureName } from '@/lib/web/failure';
import { StatusPage } from './status-page';

type Words = { title: string; text: ReactNode; way: { href: string; label: string } };

const WORDS: Record<FailureName, Words> = {
  'not-found': {
    title: 'Nothing on this shelf',
    text: 'There is no page at this address. It may have been mistyped, or the item is gone.',
    way: { href: '/market', label: 'Go to the market' },
  },
  unreadable: {
    title: 'This form can’t be read',
    text: 'It arrived incomplete, or it comes from a page that was opened before the market was updated. Nothing was done. Open the page again and fill the form in once more.',
    way: { href: '/market', label: 'Go to the market' },
  },
  'wrong-method': {
    title: 'Nothing to be done here',
    text: 'This address can be looked at, but not used in the way that was asked for. Nothing was done.',
    way: { href: '/market', label: 'Go to the market' },
  },
  'too-many-attempts': {
    title: 'Too many wrong attempts',
    text: 'To keep accounts safe, logging in has to wait a little after many wrong passwords or login codes. Nothing else is wrong with your account.',
    way: { href: '/login', label: 'Back to the login' },
  },
  busy: {
    title: 'A queue at the door',
    text: 'Many people are logging in at this very moment. Wait a few seconds, then try again.',
    way: { href: '/login', label: 'Try again' },
  },
  'many-photos': {
    title: 'A queue at the door',
    text: 'Many photos are on their way here at this very moment. Nothing was done. Go back, wait a few seconds, and send yours again.',
    way: { href: '/items', label: 'Your items' },
  },
  unavailable: {
    title: 'The market is closed for a moment',
    text: 'Its database can’t be reached. Nothing has been lost, and nothing has been charged.',
    way: { href: '/market', label: 'Try again' },
  },
  'foreign-form': {
    title: 'That came from another site',
    text: 'A form was sent to the market from a page that is not the market’s, so nothing was done.',
    way: { href: '/market', label: 'Go to the market' },
  },
  'too-large': {
    title: 'That is too much to carry',
    text: 'The form was larger than anything the market takes. Go back, shorten it, or choose fewer or smaller photos, and send it again.',
    way: { href: '/market', label: 'Go to the market' },
  },
  error: {
    title: 'Something went wrong here',
    text: 'It is the market’s mistake, not yours, and it has been written down for its operator.',
    way: { href: '/market', label: 'Try again' },
  },
};

/** The name of a failure for the title of its page. */
export function titleOf(name: FailureName): string {
  return WORDS[name].title;
}

/** The page that tells of a failure, with a way on; `children` may say more. */
export function FailurePage({ name, children }: { name: FailureName; children?: ReactNode }) {
  const { title, text, way } = WORDS[name];
  return (
    <StatusPage
      code={FAILURES[name].status}
      title={title}
      actions={
        // Not a `Link`: the frame of the page is to be drawn anew, with its member.
        <a className="button button-primary" href={way.href}>
          {way.label}
        </a>
      }
    >
      <p>{text}</p>
      {children}
    </StatusPage>
  );
}
