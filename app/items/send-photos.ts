import type { FormResult } from '@/lib/web/forms/define';
import type { FormState } from '@/lib/web/forms/state';

/** The limit for the longer side of a photo that is sent. */
const LONGER_SIDE_PX = 1_600;
/** Larger photos are resized before they are sent. */
const RESIZE_ABOVE_BYTES = 500_000;

const LOST_MESSAGE =
  'The photos did not arrive. Look whether you are connected, and send them again.';

/**
 * Makes the action that sends a form with photos from the browser. The files stay chosen when the
 * form is refused. Without JavaScript they would not.
 * @param path the path that the form is posted to
 */
export function photoSender(path: string) {
  return async (state: FormState, form: FormData): Promise<FormState> => {
    try {
      const body = await resizePhotos(form);
      const headers = { accept: 'application/json' };
      const answer = await fetch(path, { method: 'POST', body, headers });
      const result = (await answer.json()) as FormResult;
      if ('state' in result) return result.state;
      window.location.assign(result.redirectTo);
      return state;
    } catch {
      return { ...state, fieldErrors: {}, message: LOST_MESSAGE };
    }
  };
}

async function resizePhotos(form: FormData): Promise<FormData> {
  const resized = new FormData();
  for (const [name, value] of form) {
    resized.append(name, value instanceof File ? await resizePhoto(value) : value);
  }
  return resized;
}

// The photo of a phone has ten times as many bytes as the market stores. A file that this browser
// can't read is sent unchanged.
async function resizePhoto(file: File): Promise<File> {
  if (file.size <= RESIZE_ABOVE_BYTES || file.type === 'image/gif') return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGER_SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const drawing = canvas.getContext('2d');
    if (!drawing) return file;
    drawing.fillStyle = '#fff';
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return blob && blob.size < file.size ? new File([blob], file.name, { type: blob.type }) : file;
  } catch {
    return file;
  }
}
