import { may } from '@/lib/items/may';
import { safeDestination } from '@/lib/web/destination';
import { TradeConfirmation } from '../../../_trade/trade-confirmation';
import { itemPage } from '../item-page';

const { generateMetadata, page } = itemPage({
  part: 'sell-back',
  title: ({ name }) => `Sell back ${name}`,
  untitled: 'Sell back',
  may: may.sellBack.allows,
  async render(item, member, back) {
    return (
      <TradeConfirmation
        kind="sell-back"
        item={{ ...item, price: item.soldFor ?? 0 }}
        budget={member.budget}
        back={safeDestination(back)}
      />
    );
  },
});

export { generateMetadata, page as default };
