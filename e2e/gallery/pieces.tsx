import { PriceTag } from '@/app/_items/price-tag';
import { FlashList } from '@/app/_shell/flash-list';
import { TagMark } from '@/app/_shell/tag-mark';
import { Button, ButtonLink } from '@/app/_ui/button';
import { ErrorSummary } from '@/app/_ui/error-summary';
import {
  CloseIcon,
  DangerIcon,
  InfoIcon,
  StarIcon,
  SuccessIcon,
  WarningIcon,
} from '@/app/_ui/icons';
import { PageHeading } from '@/app/_ui/page-heading';
import { Part } from './part';
import { GALLERY_PATH } from './path';

const VARIANTS = ['primary', 'secondary', 'quiet', 'danger'] as const;
const CATEGORIES = ['success', 'info', 'warning', 'danger'] as const;

const LONG =
  'A longer message, which says what happened, what did not, and what to do next. Nothing was charged.';

const ignore = async () => {};

/** The small parts: headings, buttons, tags, messages, icons. */
export function Pieces() {
  return (
    <>
      <PageHeading
        title="Parts"
        lead="Every part of the interface, in every state."
        aside={<ButtonLink href={GALLERY_PATH}>Beside</ButtonLink>}
      />
      <Part name="Buttons">
        <div className="flex flex-wrap gap-3">
          {VARIANTS.map((variant) => (
            <Button key={variant} type="button" variant={variant}>
              {variant}
            </Button>
          ))}
        </div>
        <div className="flex flex-wrap gap-3">
          {VARIANTS.map((variant) => (
            <Button key={variant} type="button" variant={variant} aria-disabled="true">
              {variant}, on its way
            </Button>
          ))}
        </div>
        <div className="flex flex-wrap gap-3">
          {VARIANTS.map((variant) => (
            <ButtonLink key={variant} href={GALLERY_PATH} variant={variant}>
              {variant} link
            </ButtonLink>
          ))}
        </div>
      </Part>
      <Part name="Price tags">
        <div className="flex flex-wrap gap-3" style={{ alignItems: 'center' }}>
          <PriceTag credits={1} />
          <PriceTag credits={1_000} />
          <PriceTag credits={1_000_000_000} />
          <PriceTag credits={1_250} large />
          <TagMark size={40} />
        </div>
      </Part>
      <Part name="Icons">
        <div className="flex gap-3">
          <SuccessIcon />
          <InfoIcon />
          <WarningIcon />
          <DangerIcon />
          <CloseIcon />
          <StarIcon filled={false} />
          <StarIcon filled />
        </div>
      </Part>
      <Part name="Messages">
        <FlashList messages={CATEGORIES.map((category) => ({ category, text: `${category}.` }))} />
        <FlashList
          messages={CATEGORIES.map((category) => ({ category, text: LONG }))}
          onDismiss={ignore}
        />
        <FlashList
          messages={[{ category: 'success', text: 'Purchased Ukulele!', undo: 1 }]}
          undo={{ action: ignore, back: GALLERY_PATH }}
          onDismiss={ignore}
        />
        <ErrorSummary message="Login failed. Check username and password." />
      </Part>
    </>
  );
}
