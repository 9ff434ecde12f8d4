import type { Photo } from '@/lib/items/photos/queries';
import { photoPath } from '@/lib/web/paths';

type Props = { name: string; photos: readonly Photo[] };

/** The photos of an item: the first large, the others small. Each links to the whole photo. */
export function Gallery({ name, photos }: Props) {
  const [first, ...others] = photos;
  if (!first) return null;
  return (
    <div className="gallery">
      <a href={photoPath(first.id, 'large')}>
        <img
          src={photoPath(first.id, 'large')}
          alt={altOf(name, 0, photos.length)}
          width={first.width}
          height={first.height}
          className="item-picture item-photo"
        />
      </a>
      {others.length > 0 && (
        <ul>
          {others.map(({ id }, index) => (
            <li key={id}>
              <a href={photoPath(id, 'large')}>
                <img
                  src={photoPath(id, 'small')}
                  alt={altOf(name, index + 1, photos.length)}
                  width="160"
                  height="160"
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/**
 * The alternative text of a photo.
 * @param index the place of the photo, from 0
 * @param count how many photos the item has
 */
export function altOf(name: string, index: number, count: number): string {
  return count === 1 ? `Photo of ${name}` : `Photo ${index + 1} of ${count} of ${name}`;
}
