import { may } from '@/lib/items/may';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { Credits } from '../../../_trade/credits';
import { NarrowSheet } from '../../../_ui/narrow-sheet';
import { itemPage } from '../item-page';
import { OfferForm } from './offer-form';

const { generateMetadata, page } = itemPage({
  part: 'list',
  title: ({ name }) => `List ${name} for sale`,
  untitled: 'List for sale',
  may: may.offer.allows,
  async render({ id, name, askingPrice, soldFor }) {
    const values = { item: String(id), asking_price: String(askingPrice ?? '') };
    const isListed = askingPrice !== null;
    return (
      <NarrowSheet
        title={isListed ? `Change the price of ${name}` : `List ${name} for sale`}
        lead={
          isListed ? (
            <>
              You ask <Credits amount={askingPrice} /> for it now.
            </>
          ) : (
            'Whoever buys it pays you, and has it at once.'
          )
        }
      >
        <OfferForm
          itemId={id}
          start={{ ...EMPTY_FORM, values }}
          soldFor={soldFor}
          verb={isListed ? 'Change price' : 'List for sale'}
        />
      </NarrowSheet>
    );
  },
});

export { generateMetadata, page as default };
