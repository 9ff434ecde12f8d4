'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '../_ui/button';
import { type TradedItem, type TradeKind, VERB } from './trade';
import { TradeForm } from './trade-form';

type Trade = { kind: TradeKind; item: TradedItem; back: string };

type Props = {
  budget: number;
  /** New with every answer of the server. */
  formKey: string;
};

/** Asks, over the page, what the confirmation pages ask without JavaScript. One for all buttons. */
export function TradeDialog({ budget, formKey }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [trade, setTrade] = useState<Trade | null>(null);
  const [sentWith, setSentWith] = useState<string | null>(null);

  useEffect(() => {
    function ask(event: SubmitEvent) {
      const wanted = tradeOf(event.submitter);
      if (!wanted) return;
      event.preventDefault();
      setTrade(wanted);
      setSentWith(null);
      dialog.current?.showModal();
    }
    document.addEventListener('submit', ask);
    return () => document.removeEventListener('submit', ask);
  }, []);

  // What was sent has been answered. (A page is drawn anew, too, when others trade.)
  useEffect(() => {
    if (sentWith && sentWith !== formKey) dialog.current?.close();
  }, [sentWith, formKey]);

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="trade-dialog-title">
      {trade && (
        <div className="grid gap-6">
          <h2 id="trade-dialog-title">
            {VERB[trade.kind]} {trade.item.name}?
          </h2>
          <TradeForm
            {...trade}
            budget={budget}
            formKey={formKey}
            pending={sentWith === formKey}
            onSubmit={(event) => {
              if (sentWith === formKey) event.preventDefault();
              setSentWith(formKey);
            }}
            cancel={
              <Button type="button" variant="secondary" onClick={() => dialog.current?.close()}>
                Cancel
              </Button>
            }
          />
        </div>
      )}
    </dialog>
  );
}

function tradeOf(button: HTMLElement | null): Trade | null {
  const { trade, id, name, price, seller } = button?.dataset ?? {};
  if (trade !== 'buy' && trade !== 'sell-back') return null;
  const item = { id: Number(id), name: String(name), price: Number(price), seller };
  const { pathname, search } = window.location;
  return { kind: trade, item, back: pathname + search };
}
