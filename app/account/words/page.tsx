import type { Metadata } from 'next';
import { CREDITS } from '@/lib/money';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { memberPage } from '@/lib/web/page';
import { WordsForm } from './words-form';

export const metadata: Metadata = { title: 'Change currency words' };

export default memberPage('/account/words', async ({ words }) => {
  const isOwn = words.one !== CREDITS.one || words.many !== CREDITS.many;
  const values = { credit_word: words.one, credit_words: words.many };
  return <WordsForm start={isOwn ? { ...EMPTY_FORM, values } : EMPTY_FORM} />;
});
