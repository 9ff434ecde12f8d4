import { picture } from '../../testing/pictures.ts';
import { type Client, uniqueName } from './client.ts';

/** Adds photos to an item, with the form of its owner. */
export async function sendPhotos(owner: Client, item: number, count = 1): Promise<void> {
  const form = new FormData();
  for (let at = 0; at < count; at += 1) {
    const bytes = await picture('png', at % 2 ? 600 : 400, at % 2 ? 300 : 700);
    form.append('photos', new File([new Uint8Array(bytes)], `${at}.png`));
  }
  const answer = await owner.post(`/items/${item}/photos`, form);
  if (answer.status !== 302) throw new Error(`The photos gave ${answer.status}.`);
}

/** Files with their names. */
export type Files = [name: string, bytes: Buffer][];

/** A multipart form with text fields and files. */
export function formWith(
  fields: Record<string, string>,
  files: Files,
  type = 'image/jpeg',
): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const [name, bytes] of files) {
    data.append('photos', new File([new Uint8Array(bytes)], name, { type }));
  }
  return data;
}

/** The text fields of a new item, with a unique name. */
export const boat = () => ({
  name: uniqueName('Boat '),
  description: 'Floats.',
  asking_price: '120',
  offer: 'yes',
});
