import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { FAILURES, type FailureName } from '@/lib/failure';
import { ButtonLink } from '../../_components/button';
import { StatusPage } from '../../_components/status-page';

type Words = { title: string; text: ReactNode; way: { href: string; label: string } };

const WORDS: Record<FailureName, Words> = {
  'too-many-attempts': {
    title: 'Too many wrong attempts',
    text: 'To keep accounts safe, logging in has to wait a little after many wrong passwords. Nothing else is wrong with your account.',
    way: { href: '/login', label: 'Back to the login' },
  },
  busy: {
    title: 'A queue at the door',
    text: 'Many people are logging in at this very moment. Wait a few seconds, then try again.',
    way: { href: '/login', label: 'Try again' },
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
    text: 'The form was larger than anything the market takes. Go back, shorten it, and send it again.',
    way: { href: '/market', label: 'Go to the market' },
  },
  error: {
    title: 'Something went wrong here',
    text: 'It is the market’s mistake, not yours, and it has been written down for its operator.',
    way: { href: '/market', label: 'Try again' },
  },
};

export async function generateMetadata({ params }: PageProps<'/status/[name]'>): Promise<Metadata> {
  const name = nameOf((await params).name);
  return { title: name ? WORDS[name].title : 'Not found' };
}

export default async function Status({ params, searchParams }: PageProps<'/status/[name]'>) {
  const name = nameOf((await params).name);
  if (!name) notFound();
  const { title, text, way } = WORDS[name];
  const { minutes } = await searchParams;
  return (
    <StatusPage
      code={FAILURES[name].status}
      title={title}
      actions={<ButtonLink href={way.href}>{way.label}</ButtonLink>}
    >
      <p>{text}</p>
      {typeof minutes === 'string' && /^\d{1,2}$/.test(minutes) && (
        <p>
          Try again in {minutes} {minutes === '1' ? 'minute' : 'minutes'}.
        </p>
      )}
    </StatusPage>
  );
}

function nameOf(text: string): FailureName | null {
  return Object.hasOwn(FAILURES, text) ? (text as FailureName) : null;
}
