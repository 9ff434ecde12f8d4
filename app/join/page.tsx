import type { Metadata } from 'next';
import { postedFormState } from '@/lib/web/forms/plain-post';
import type { FormState } from '@/lib/web/forms/state';
import { page } from '@/lib/web/page';
import { getMember } from '@/lib/web/session/member';
import { JoinForm } from './join-form';

export const metadata: Metadata = { title: 'Use a login code', robots: { index: false } };

/** The longest text from the URL that the field for the code shows, in UTF-16 units. */
const CODE_TEXT_LIMIT = 50;

export default page(async ({ searchParams }: PageProps<'/join'>) => {
  const { code } = await searchParams;
  const member = await getMember();
  const initialState = await postedFormState();
  const given: FormState['values'] =
    typeof code === 'string' && code.length <= CODE_TEXT_LIMIT ? { code } : {};
  return (
    <JoinForm
      initialState={{ ...initialState, values: { ...given, ...initialState.values } }}
      member={member?.username}
    />
  );
});
