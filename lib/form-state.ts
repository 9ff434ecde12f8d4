/** What a form shows when it comes back: what was typed (no passwords), and what was wrong. */
export type FormState = {
  values: Record<string, string>;
  fieldErrors: Record<string, string[]>;
  message: string | null;
};

export const EMPTY_FORM: FormState = { values: {}, fieldErrors: {}, message: null };
