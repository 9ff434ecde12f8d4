import { z } from 'zod';
import { photoTooLarge, tooManyPhotos } from '../../messages.ts';
import { oneTimeKey, wholeNumber } from '../../text.ts';
import '../../jitless.ts';
import { PHOTO_BYTE_LIMIT, PHOTO_LIMIT, PHOTO_MEGABYTES } from './limits.ts';

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
    const large = Array.from(chosen).find(({ size }) => size > PHOTO_BYTE_LIMIT);
    if (chosen.length > PHOTO_LIMIT) {
      context.addIssue({ code: 'custom', message: tooManyPhotos(PHOTO_LIMIT) });
    } else if (large) {
      context.addIssue({ code: 'custom', message: photoTooLarge(large.name, PHOTO_MEGABYTES) });
    }
  })
  .optional();

/** Photos, in the form of something that can have them. */
export const photosField = { photos };

const item = wholeNumber('There is no such item.');
const photo = wholeNumber('There is no such photo.');

/** The form with which an owner adds photos to an item. */
export const photoAdditionSchema = z.object({
  item,
  ...photosField,
  key: oneTimeKey,
});

/** The button with which an owner removes a photo. */
export const photoRemovalSchema = z.object({ item, remove: photo });

/** The button with which an owner has a photo come first. */
export const photoOrderSchema = z.object({ item, first: photo });
