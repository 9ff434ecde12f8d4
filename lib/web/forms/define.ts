import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { AppError, asAppError, type ErrorCode } from '../../errors.ts';
import { messageFor } from '../../messages.ts';
import { failurePage, isFailureOfOurs } from '../failure.ts';
import { addFlash, type FlashMessage } from '../flash.ts';
import { isOwnForm } from '../http/client.ts';
import { getCreditWords } from '../session/member.ts';
import { type FormState, summaryOf } from './state.ts';

/** Where to go when a form has done its work, and what to say there. */
export type Outcome = { to: string; flash?: FlashMessage };

/** What a form may contain, what it does, and how it is answered when that is refused. */
type FormDefinition<Schema extends z.ZodObject> = {
  schema: Schema;
  /** Does what the form is for; throws AppError to refuse. Asks who the member is by itself. */
  submit: (input: z.output<Schema>, files: readonly File[]) => Promise<Outcome>;
  /** The field whose files are handed to it, too. Other forms take no files. */
  files?: string;
  /** Set for forms of one button: a refusal is told on this page, not in the form. */
  returnTo?: PageOf;
  /** The fields at which to tell a refusal; of no field, it is told above the form. */
  fieldsOf?: Partial<Record<ErrorCode, readonly string[]>>;
  /** Where to tell a refusal that `fieldsOf` does not know; above the form, when absent. */
  elsewhere?: PageOf;
  /** Fields that are never handed back. */
  secrets?: readonly string[];
};

/** A path of this site; of a form for one thing of many, made from its fields as they were sent. */
type PageOf = string | ((fields: Record<string, string>) => string);

/** Go somewhere, or show the form again. */
export type FormResult = { redirectTo: string } | { state: FormState };

/** The longest text that is handed back, in UTF-16 units: more than any field takes. */
const MOST_ECHOED = 10_000;

/** A form that can be sent, by a browser or a script. Throws only to redirect. */
export type Form = (data: FormData) => Promise<FormResult>;

/**
 * Makes a form. Every one goes the same way: ours → well-formed → done → told; and whatever goes
 * wrong becomes a message or a page.
 */
export function defineForm<Schema extends z.ZodObject>(definition: FormDefinition<Schema>): Form {
  return (data) => submitForm(definition, data);
}

async function submitForm<Schema extends z.ZodObject>(
  form: FormDefinition<Schema>,
  data: FormData,
): Promise<FormResult> {
  try {
    if (!isOwnForm(await headers())) throw new AppError('FOREIGN_ORIGIN');
    // An action is called with whatever its client says.
    if (!(data instanceof FormData)) throw new AppError('UNREADABLE_FORM');
    const fields = textFields(data, Object.keys(form.schema.shape));
    const parsed = form.schema.safeParse(fields);
    if (!parsed.success) {
      const { fieldErrors } = z.flattenError(parsed.error) as {
        fieldErrors: FormState['fieldErrors'];
      };
      return await refuse(form, fields, fieldErrors, parsed.error.issues[0]?.message ?? '');
    }
    try {
      const { to, flash } = await form.submit(parsed.data, filesIn(data, form.files));
      if (flash) await addFlash(flash);
      return { redirectTo: to };
    } catch (error) {
      const refusal = asAppError(error);
      if (!refusal || isFailureOfOurs(refusal)) throw error;
      const message = messageFor(refusal, await getCreditWords());
      const wrong = form.fieldsOf?.[refusal.code];
      if (form.elsewhere && !wrong) return await tell(form.elsewhere, fields, message);
      const fieldErrors = Object.fromEntries((wrong ?? []).map((field) => [field, [message]]));
      return await refuse(form, fields, fieldErrors, message);
    }
  } catch (error) {
    unstable_rethrow(error);
    return { redirectTo: failurePage(error) };
  }
}

// On its page, a form of one button says the reason; in the form, the fields do if it is theirs.
async function refuse(
  form: { returnTo?: PageOf | undefined; secrets?: readonly string[] | undefined },
  fields: Record<string, string>,
  fieldErrors: FormState['fieldErrors'],
  reason: string,
): Promise<FormResult> {
  if (form.returnTo) return tell(form.returnTo, fields, reason);
  const wrong = Object.keys(fieldErrors).length;
  const shown = Object.entries(fields).filter(
    ([name, value]) => !form.secrets?.includes(name) && value.length <= MOST_ECHOED,
  );
  const message = wrong > 0 ? summaryOf(wrong) : reason;
  return { state: { values: Object.fromEntries(shown), fieldErrors, message } };
}

async function tell(page: PageOf, fields: Record<string, string>, reason: string) {
  await addFlash({ category: 'danger', text: reason });
  return { redirectTo: typeof page === 'string' ? page : page(fields) };
}

// A field of files that was left alone is sent as a file without name and content.
function filesIn(data: FormData, name: string | undefined): File[] {
  const sent = name === undefined ? [] : data.getAll(name);
  return sent.filter(
    (value) => value instanceof File && (value.size > 0 || value.name !== ''),
  ) as File[];
}

// The form's own fields, as text.
function textFields(data: FormData, names: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value = data.get(name);
    if (typeof value === 'string') fields[name] = value;
  }
  return fields;
}
