import type { Photo } from '@/lib/items/photos/queries';
import { photoPath } from '@/lib/web/paths';

type Props = { name: string; photos: readonly Photo[] };

/** An item's photos: the first as large as there is room, the others small; each leads to all of it. */
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

/** What a photo is called where it can’t be seen. */
export function altOf(name: string, index: number, count: number): string {
  return count === 1 ? `Photo of ${name}` : `Photo ${index + 1} of ${count} of ${name}`;
}
