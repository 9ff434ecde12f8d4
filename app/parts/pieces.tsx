'use client';

import { PriceTag } from '../_items/price-tag';
import { FlashList } from '../_shell/flash-list';
import { TagMark } from '../_shell/tag-mark';
import { Button, ButtonLink } from '../_ui/button';
import { ErrorSummary } from '../_ui/error-summary';
import { CloseIcon, DangerIcon, InfoIcon, StarIcon, SuccessIcon, WarningIcon } from '../_ui/icons';
import { PageHeading } from '../_ui/page-heading';
import { Part } from './part';

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
        aside={<ButtonLink href="/parts">Beside</ButtonLink>}
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
            <ButtonLink key={variant} href="/parts" variant={variant}>
              {variant} link
            </ButtonLink>
          ))}
        </div>
      </Part>
      <Part name="Price tags">
        <div className="flex flex-wrap items-center gap-3">
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
          undo={{ action: ignore, back: '/parts' }}
          onDismiss={ignore}
        />
        <ErrorSummary message="Login failed. Check username and password." />
      </Part>
    </>
  );
}
