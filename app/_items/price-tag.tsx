import { Credits } from '../_trade/credits';

type PriceTagProps = { credits: number; large?: boolean };

/** A price in credits, drawn as a tag. */
export function PriceTag({ credits, large }: PriceTagProps) {
  return (
    <span className={large ? 'tag tag-large' : 'tag'}>
      <Credits amount={credits} />
    </span>
  );
}
