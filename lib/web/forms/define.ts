import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { AppError, asAppError, type ErrorCode } from '../../errors.ts';
import { messageFor } from '../../messages.ts';
import type { CurrentMember } from '../../people/users/queries.ts';
import { failurePage, hasFailurePage } from '../failure.ts';
import { addFlash } from '../flash.ts';
import type { FlashMessage } from '../flash-message.ts';
import { isOwnForm } from '../http/client.ts';
import { loginPath } from '../paths.ts';
import { getCreditWords, getMember } from '../session/member.ts';
import { type FormState, summaryOf } from './state.ts';

/** Where to go when a form has done its work, and what to say there. */
export type Outcome = { to: string; flash?: FlashMessage };

/** The fields of a form, and where the form shows refusals. */
type FormParts<Schema extends z.ZodObject> = {
  schema: Schema;
  /** The field whose files `submit` is given. Other forms take no files. */
  files?: string;
  /**
   * The page that shows a refusal, for a form that is only a button and has no place for a message.
   */
  returnTo?: PageOf;
  /** The fields that show a refusal. A refusal with an empty list is shown above the form. */
  fieldsOf?: Partial<Record<ErrorCode, readonly string[]>>;
  /** The page that shows a refusal without an entry in `fieldsOf`. Absent: shown above the form. */
  fallbackPage?: PageOf;
  /** Fields whose values never go back to the browser. */
  secrets?: readonly string[];
};

/** Does the work of a form, for anybody. Throws AppError to refuse. */
type Submit<Schema extends z.ZodObject> = (
  input: z.output<Schema>,
  files: readonly File[],
) => Promise<Outcome>;

/** Does the work of a form for the member who sent the form. Throws AppError to refuse. */
type SubmitAsMember<Schema extends z.ZodObject> = (
  member: CurrentMember,
  input: z.output<Schema>,
  files: readonly File[],
) => Promise<Outcome>;

/** A path of this site, or a function that makes the path from the fields as they were sent. */
type PageOf = string | ((fields: Record<string, string>) => string);

/** The result of a form: a path to go to, or the state with which to show the form again. */
export type FormResult = { redirectTo: string } | { state: FormState };

/** The longest text that goes back to the form, in UTF-16 units. No field accepts a longer text. */
const ECHO_LIMIT = 10_000;

/** A form that a browser or a script can send. Throws only to redirect. */
export type Form = (data: FormData) => Promise<FormResult>;

/**
 * Makes a form that anybody may send, such as the login. Every form is handled in the same steps:
 * check that it comes from our own page, check its fields, do its work, show the result. Every
 * error becomes a message or a page.
 */
export function visitorForm<Schema extends z.ZodObject>(
  form: FormParts<Schema> & { submit: Submit<Schema> },
): Form {
  const { submit, ...parts } = form;
  return (data) => submitForm(parts, submit, data);
}

/**
 * Makes a form that only members may send. `submit` gets the member whose session the request has,
 * read from the database. A visitor is sent to the login, and from there to `page`.
 */
export function memberForm<Schema extends z.ZodObject>(
  form: FormParts<Schema> & {
    /** The page that has the form. */
    page: string | ((input: z.output<Schema>) => string);
    submit: SubmitAsMember<Schema>;
  },
): Form {
  const { page, submit, ...parts } = form;
  return visitorForm({
    ...parts,
    async submit(input, files) {
      const member = await getMember();
      if (!member) return { to: loginPath(typeof page === 'string' ? page : page(input)) };
      return submit(member, input, files);
    },
  });
}

async function submitForm<Schema extends z.ZodObject>(
  form: FormParts<Schema>,
  submit: Submit<Schema>,
  data: FormData,
): Promise<FormResult> {
  try {
    if (!isOwnForm(await headers())) throw new AppError('FOREIGN_ORIGIN');
    // A client can call a server action with any value.
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
      const { to, flash } = await submit(parsed.data, filesIn(data, form.files));
      if (flash) await addFlash(flash);
      return { redirectTo: to };
    } catch (error) {
      const refusal = asAppError(error);
      if (!refusal || hasFailurePage(refusal)) throw error;
      const message = messageFor(refusal, await getCreditWords());
      const wrong = form.fieldsOf?.[refusal.code];
      if (form.fallbackPage && !wrong) return await showOn(form.fallbackPage, fields, message);
      const fieldErrors = Object.fromEntries((wrong ?? []).map((field) => [field, [message]]));
      return await refuse(form, fields, fieldErrors, message);
    }
  } catch (error) {
    unstable_rethrow(error);
    return { redirectTo: failurePage(error) };
  }
}

// A button shows the reason on its page. A form with fields shows the reason at the fields or above
// them.
async function refuse(
  form: { returnTo?: PageOf | undefined; secrets?: readonly string[] | undefined },
  fields: Record<string, string>,
  fieldErrors: FormState['fieldErrors'],
  reason: string,
): Promise<FormResult> {
  if (form.returnTo) return showOn(form.returnTo, fields, reason);
  const wrong = Object.keys(fieldErrors).length;
  const shown = Object.entries(fields).filter(
    ([name, value]) => !form.secrets?.includes(name) && value.length <= ECHO_LIMIT,
  );
  const message = wrong > 0 ? summaryOf(wrong) : reason;
  return { state: { values: Object.fromEntries(shown), fieldErrors, message } };
}

async function showOn(page: PageOf, fields: Record<string, string>, reason: string) {
  await addFlash({ category: 'danger', text: reason });
  return { redirectTo: typeof page === 'string' ? page : page(fields) };
}

// A browser sends an empty file field as a file without a name and without content.
function filesIn(data: FormData, name: string | undefined): File[] {
  const sent = name === undefined ? [] : data.getAll(name);
  return sent.filter(
    (value) => value instanceof File && (value.size > 0 || value.name !== ''),
  ) as File[];
}

function textFields(data: FormData, names: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value = data.get(name);
    if (typeof value === 'string') fields[name] = value;
  }
  return fields;
}
