'use client';

import { CREDITS } from '@/lib/money';
import { WORD_LENGTH } from '@/lib/people/accounts/limits';
import type { FormState } from '@/lib/web/forms/state';
import { Button } from '../../_ui/button';
import { ErrorSummary } from '../../_ui/error-summary';
import { Field } from '../../_ui/field';
import { NarrowSheet } from '../../_ui/narrow-sheet';
import { useCheckedForm } from '../../_ui/use-checked-form';
import { wordsAction } from '../actions';
import { CancelLink } from '../cancel-link';

const schema = () =>
  import('@/lib/people/accounts/validation').then(({ creditWordsSchema }) => creditWordsSchema);

/** @param start the state of the form with the words that the member has chosen, or empty */
export function WordsForm({ start }: { start: FormState }) {
  const { form, field, summary, pending } = useCheckedForm({
    action: wordsAction,
    path: '/account/words',
    schema,
    initialState: start,
  });
  return (
    <NarrowSheet
      title="Change currency words"
      lead="What credits are called wherever you read of them. The others have words of their own."
    >
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <Field
          label="Word for one"
          autoComplete="off"
          maxLength={WORD_LENGTH.most}
          placeholder={CREDITS.one}
          {...field('credit_word')}
        />
        <Field
          label="Word for several"
          autoComplete="off"
          maxLength={WORD_LENGTH.most}
          placeholder={CREDITS.many}
          hint="Leave it empty if it is the same word. With both empty, credits are credits again."
          {...field('credit_words')}
        />
        <div className="flex flex-wrap gap-3">
          <Button aria-disabled={pending}>Change currency words</Button>
          <CancelLink />
        </div>
      </form>
    </NarrowSheet>
  );
}
