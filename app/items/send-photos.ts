import type { FormResult } from '@/lib/web/forms/define';
import type { FormState } from '@/lib/web/forms/state';

/** The longer side of a photo as it is sent, in pixels, and what is sent as it is, in bytes. */
const LONGER_SIDE = 1_600;
const SMALL_ENOUGH = 500_000;

const LOST = 'The photos did not arrive. Look whether you are connected, and send them again.';

/**
 * Sends a form with photos as its page would without JavaScript; here the files stay chosen when it
 * is refused.
 * @param path where the form goes
 */
export function photoSender(path: string) {
  return async (state: FormState, form: FormData): Promise<FormState> => {
    try {
      const body = await withSmallerPhotos(form);
      const headers = { accept: 'application/json' };
      const answer = await fetch(path, { method: 'POST', body, headers });
      const result = (await answer.json()) as FormResult;
      if ('state' in result) return result.state;
      window.location.assign(result.redirectTo);
      return state;
    } catch {
      return { ...state, fieldErrors: {}, message: LOST };
    }
  };
}

async function withSmallerPhotos(form: FormData): Promise<FormData> {
  const smaller = new FormData();
  for (const [name, value] of form) {
    smaller.append(name, value instanceof File ? await smallerOf(value) : value);
  }
  return smaller;
}

// A phone's photo is ten times as much as is kept of it. What this browser can't read goes as it is.
async function smallerOf(file: File): Promise<File> {
  if (file.size <= SMALL_ENOUGH || file.type === 'image/gif') return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGER_SIDE / Math.max(picture.width, picture.height));
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
