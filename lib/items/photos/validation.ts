import { z } from 'zod';
import { isPlainLine, wholeNumber } from '../../text.ts';
import '../../jitless.ts';
import { MOST_PHOTO_BYTES, MOST_PHOTOS } from './limits.ts';

/** A file by its name, as a sentence has it; what can’t be seen is not repeated. */
export function called(name: string): string {
  return name && name.length <= 80 && isPlainLine(name) ? `“${name}”` : 'One of the files';
}

export const tooLarge = (name: string) =>
  `${called(name)} has more than 10 MB. Make it smaller, or choose another one.`;

/** Why there are too many; `had` are those that the item has already. */
export function tooMany(had = 0): string {
  const most = `An item has at most ${MOST_PHOTOS} photos`;
  if (had === 0) return `${most}. Choose fewer of them.`;
  const room = MOST_PHOTOS - had;
  return room > 0
    ? `${most}, and this one has ${had}. Choose ${room} at most, or remove some first.`
    : `${most}, and this one has them. Remove one first.`;
}

/**
 * The field of the files. In the browser it is the list that was chosen; on the server files come
 * beside the fields (`lib/web/forms/define.ts`), and what arrives here instead is text.
 */
const photos = z
  .custom<FileList>()
  .superRefine((chosen, context) => {
    if (typeof chosen === 'string' && chosen !== '') {
      context.addIssue({ code: 'custom', message: 'Send the photos as files.' });
    }
    if (typeof chosen !== 'object') return;
    const large = Array.from(chosen).find(({ size }) => size > MOST_PHOTO_BYTES);
    if (chosen.length > MOST_PHOTOS) context.addIssue({ code: 'custom', message: tooMany() });
    else if (large) context.addIssue({ code: 'custom', message: tooLarge(large.name) });
  })
  .optional();

/** Photos, in the form of something that can have them. */
export const withPhotos = { photos };

const item = wholeNumber('There is no such item.');
const photo = wholeNumber('There is no such photo.');

/** The form with which an owner adds photos to an item. */
export const photoAddition = z.object({
  item,
  ...withPhotos,
  /** The one-time key of the form: a script may leave it out. */
  key: z
    .string()
    .regex(/^[\w-]{8,40}$/, 'The key of this form can’t be read.')
    .optional(),
});

/** The button with which an owner removes a photo. */
export const photoRemoval = z.object({ item, remove: photo });

/** The button with which an owner has a photo come first. */
export const photoOrder = z.object({ item, first: photo });
