import { plural } from '../../plural.ts';

/** What a form shows when it comes back: what was typed (no passwords), and what was wrong. */
export type FormState = {
  values: Record<string, string>;
  fieldErrors: Record<string, string[]>;
  message: string | null;
};

/** What is said above a form of which so many fields are wrong. */
export function summaryOf(wrong: number): string {
  return plural(wrong, {
    one: 'One field needs your attention.',
    other: `${wrong} fields need your attention.`,
  });
}

export const EMPTY_FORM: FormState = { values: {}, fieldErrors: {}, message: null };
