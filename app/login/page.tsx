import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { safeDestination } from '@/lib/web/destination';
import { answersForm, postedFormState } from '@/lib/web/forms/plain-post';
import { page } from '@/lib/web/page';
import { getMember } from '@/lib/web/session/member';
import { FlashList } from '../_shell/flash-list';
import { LoginForm } from './login-form';
import { previewOf } from './preview';

export async function generateMetadata({ searchParams }: PageProps<'/login'>): Promise<Metadata> {
  const openGraph = await previewOf((await searchParams).next);
  return { title: 'Log in', ...(openGraph && { openGraph }) };
}

export default page(async ({ searchParams }: PageProps<'/login'>) => {
  const { next } = await searchParams;
  const refused = await answersForm();
  if (!refused && (await getMember())) redirect(safeDestination(next));
  const initialState = await postedFormState();
  const wanted = typeof next === 'string' ? next : undefined;
  return (
    <>
      {wanted && !refused && (
        <FlashList messages={[{ category: 'info', text: 'Please log in to access this page.' }]} />
      )}
      <LoginForm initialState={initialState} wanted={wanted} />
    </>
  );
});
