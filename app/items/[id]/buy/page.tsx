import { may } from '@/lib/items/may';
import { safeDestination } from '@/lib/web/destination';
import { THE_MARKET } from '../../../_trade/trade';
import { TradeConfirmation } from '../../../_trade/trade-confirmation';
import { itemPage } from '../item-page';

const { generateMetadata, page } = itemPage({
  part: 'buy',
  title: ({ name }) => `Buy ${name}`,
  untitled: 'Buy',
  may: may.buy.allows,
  async render(item, member, back) {
    const traded = { ...item, price: item.salePrice ?? 0, seller: item.ownerName ?? THE_MARKET };
    return (
      <TradeConfirmation
        kind="buy"
        item={traded}
        budget={member.budget}
        back={safeDestination(back)}
      />
    );
  },
});

export { generateMetadata, page as default };
