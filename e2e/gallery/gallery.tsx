import { Barcode } from '@/app/_items/barcode';
import { FlashList } from '@/app/_shell/flash-list';
import { artworkUrl } from '@/lib/artwork/artwork';
import { Cards } from './cards';
import { Fields } from './fields';
import { Part } from './part';
import { Pieces } from './pieces';
import { Heroes, Whole } from './whole';

/** In place of a photo: an image three times as wide as high. A card shows the middle of it. */
const PHOTO =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 9 3%22%3E%3Cpath fill=%22%235b2333%22 d=%22M0 0h9v3H0z%22/%3E%3Ccircle cx=%224.5%22 cy=%221.5%22 r=%221.2%22 fill=%22%23f0a%22/%3E%3C/svg%3E';

const SHELF: { name: string; barcode: string; price: number; photo?: string }[] = [
  { name: 'Wooden chess set', barcode: '614389377532', price: 110 },
  { name: 'Ukulele', barcode: '719246547384', price: 180 },
  { name: 'A home-cooked lunch', barcode: '860473621160', price: 60 },
  { name: 'Jar of plum jam', barcode: '693057506221', price: 14, photo: PHOTO },
  { name: 'City bicycle, three gears', barcode: '719246610309', price: 1_780 },
  { name: 'W'.repeat(50), barcode: '860473404251', price: 1_000_000_000 },
];

/**
 * Every part of the interface in every state: what stands in `main` on the page of the gallery. The
 * stylesheet of a market has only the utility classes that `app` uses; other styles stand here inline.
 */
export function Gallery() {
  const items = SHELF.map((item, id) => ({
    ...item,
    id,
    picture: item.photo ?? artworkUrl(item.name, item.barcode),
  }));
  return (
    <>
      <FlashList messages={[]} />
      <Heroes artworks={SHELF.map(({ name, barcode }) => artworkUrl(name, barcode))} />
      <Pieces />
      <Part name="Barcodes">
        <div className="flex flex-wrap gap-3">
          {['614389377532', '71924654', 'test1', 'Ünlesbar'].map((text) => (
            <Barcode key={text} text={text} />
          ))}
        </div>
      </Part>
      <Fields />
      <Cards items={items} />
      <Whole />
    </>
  );
}
