'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '../_ui/button';
import { type TradedItem, type TradeKind, VERB } from './trade';
import { TradeForm } from './trade-form';

type Trade = { kind: TradeKind; item: TradedItem; back: string };

type Props = {
  budget: number;
  /** The one-time key, which is new in every answer of the server. */
  formKey: string;
};

/** The dialog that asks the member to confirm a trade. All buttons of a page share one dialog. */
export function TradeDialog({ budget, formKey }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [trade, setTrade] = useState<Trade | null>(null);
  const [sentKey, setSentKey] = useState<string | null>(null);

  useEffect(() => {
    function openDialog(event: SubmitEvent) {
      const wanted = tradeOf(event.submitter);
      if (!wanted) return;
      event.preventDefault();
      setTrade(wanted);
      setSentKey(null);
      dialog.current?.showModal();
    }
    document.addEventListener('submit', openDialog);
    return () => document.removeEventListener('submit', openDialog);
  }, []);

  // A new key means that the server has answered the form. Without a sent form, a new key only
  // means that others have traded.
  useEffect(() => {
    if (sentKey && sentKey !== formKey) dialog.current?.close();
  }, [sentKey, formKey]);

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
            pending={sentKey === formKey}
            onSubmit={(event) => {
              if (sentKey === formKey) event.preventDefault();
              setSentKey(formKey);
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
