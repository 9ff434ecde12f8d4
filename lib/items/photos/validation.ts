import { z } from 'zod';
import { photoTooLarge, tooManyPhotos } from '../../messages.ts';
import { oneTimeKey, wholeNumber } from '../../text.ts';
import '../../jitless.ts';
import { PHOTO_BYTE_LIMIT, PHOTO_LIMIT, PHOTO_MEGABYTES } from './limits.ts';

/**
 * The field for files. In the browser the value is the list of chosen files. On the server the files
 * arrive separately (`lib/web/forms/define.ts`), so a value of this field is text and is refused.
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

/** The field for photos, to be spread into the schema of a form. */
export const photosField = { photos };

const item = wholeNumber('There is no such item.');
const photo = wholeNumber('There is no such photo.');

/** The form that adds photos to an item. */
export const photoAdditionSchema = z.object({
  item,
  ...photosField,
  key: oneTimeKey,
});

/** The button that removes a photo. */
export const photoRemovalSchema = z.object({ item, remove: photo });

/** The button that moves a photo to the first position. */
export const photoOrderSchema = z.object({ item, first: photo });
