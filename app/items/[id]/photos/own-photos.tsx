import type { Photo } from '@/lib/items/photos/queries';
import { itemPath, photoPath } from '@/lib/web/paths';
import { Button } from '../../../_ui/button';
import { altOf } from '../gallery';

type Props = { item: { id: number; name: string }; photos: readonly Photo[] };

/** The photos of an item, for its owner, with buttons to remove a photo or to put it first. */
export function OwnPhotos({ item, photos }: Props) {
  return (
    <form method="post" action={itemPath(item.id, 'photos')}>
      <ol className="own-photos">
        {photos.map(({ id }, index) => (
          <li key={id}>
            <a href={photoPath(id, 'large')}>
              <img
                src={photoPath(id, 'small')}
                alt={altOf(item.name, index, photos.length)}
                width="160"
                height="160"
              />
            </a>
            {index === 0 ? (
              <p className="text-sm text-soft">Comes first</p>
            ) : (
              <Button
                variant="secondary"
                name="first"
                value={id}
                aria-label={`Put photo ${index + 1} first`}
              >
                Put first
              </Button>
            )}
            <Button
              variant="quiet"
              name="remove"
              value={id}
              aria-label={`Remove photo ${index + 1}`}
            >
              Remove
            </Button>
          </li>
        ))}
      </ol>
    </form>
  );
}
