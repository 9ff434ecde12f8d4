import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { plural } from '@/lib/plural';
import { FAILURES, type FailureName } from '@/lib/web/failure';
import { FailurePage, titleOf } from '../../_shell/failure-page';

export async function generateMetadata({ params }: PageProps<'/status/[name]'>): Promise<Metadata> {
  const name = nameOf((await params).name);
  return { title: titleOf(name ?? 'not-found') };
}

export default async function Status({ params, searchParams }: PageProps<'/status/[name]'>) {
  const name = nameOf((await params).name);
  if (!name) redirect('/status/not-found');
  const { minutes } = await searchParams;
  return (
    <FailurePage name={name}>
      {typeof minutes === 'string' && /^\d{1,2}$/.test(minutes) && (
        <p>
          Try again in {minutes} {plural(Number(minutes), { one: 'minute', other: 'minutes' })}.
        </p>
      )}
    </FailurePage>
  );
}

function nameOf(text: string): FailureName | null {
  return Object.hasOwn(FAILURES, text) ? (text as FailureName) : null;
}
