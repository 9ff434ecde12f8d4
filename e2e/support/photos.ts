import { picture } from '../../testing/pictures.ts';
import type { Client } from './client.ts';

/** Puts photos to an item, as its owner does. */
export async function sendPhotos(owner: Client, item: number, count = 1): Promise<void> {
  const form = new FormData();
  for (let at = 0; at < count; at += 1) {
    const bytes = await picture('png', at % 2 ? 600 : 400, at % 2 ? 300 : 700);
    form.append('photos', new File([new Uint8Array(bytes)], `${at}.png`));
  }
  const answer = await owner.post(`/items/${item}/photos`, form);
  if (answer.status !== 302) throw new Error(`The photos gave ${answer.status}.`);
}
