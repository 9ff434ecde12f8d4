import { randomUUID } from 'node:crypto';
import { may } from '@/lib/items/may';
import { PHOTO_LIMIT, PHOTO_MEGABYTES } from '@/lib/items/photos/limits';
import { listPhotos } from '@/lib/items/photos/queries';
import { postedFormState } from '@/lib/web/forms/plain-post';
import { itemPath } from '@/lib/web/paths';
import { ButtonLink } from '../../../_ui/button';
import { NarrowSheet } from '../../../_ui/narrow-sheet';
import { itemPage } from '../item-page';
import { AddPhotosForm } from './add-photos-form';
import { OwnPhotos } from './own-photos';

const { generateMetadata, page } = itemPage({
  part: 'photos',
  title: ({ name }) => `Photos of ${name}`,
  untitled: 'Photos',
  may: may.changePhotos.allows,
  async render(item) {
    const photos = await listPhotos(item.id);
    const room = PHOTO_LIMIT - photos.length;
    const sent = await postedFormState();
    const values = { key: randomUUID(), ...sent.values, item: String(item.id) };
    return (
      <NarrowSheet
        title={`Photos of ${item.name}`}
        lead="Members see them; whoever is not logged in sees the drawing."
      >
        {photos.length > 0 && <OwnPhotos item={item} photos={photos} />}
        {room > 0 ? (
          <AddPhotosForm
            // When the photos change, React must create a new form.
            key={photos.map(({ id }) => id).join()}
            itemId={item.id}
            start={{ ...sent, values }}
            hint={`${photos.length === 0 ? 'Up to' : 'Room for'} ${room}, of ${PHOTO_MEGABYTES} MB at most each. Place and camera are removed from them.`}
          />
        ) : (
          <p className="text-soft">These are as many as an item can have.</p>
        )}
        <ButtonLink variant="secondary" href={itemPath(item.id)}>
          Back to the item
        </ButtonLink>
      </NarrowSheet>
    );
  },
});

export { generateMetadata, page as default };
