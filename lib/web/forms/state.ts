import { plural } from '../../plural.ts';

/** What a refused form shows: the values that were typed (no passwords), and the errors. */
export type FormState = {
  values: Record<string, string>;
  fieldErrors: Record<string, string[]>;
  message: string | null;
};

/** The message above a form, for a number of wrong fields. */
export function summaryOf(wrong: number): string {
  return plural(wrong, {
    one: 'One field needs your attention.',
    other: `${wrong} fields need your attention.`,
  });
}

export const EMPTY_FORM: FormState = { values: {}, fieldErrors: {}, message: null };
