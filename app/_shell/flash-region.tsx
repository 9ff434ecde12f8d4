'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { FLASH_COOKIE, type FlashMessage } from '@/lib/web/flash-message';
import { focusMain } from '../_ui/focus-main';
import { FlashList } from './flash-list';

type FlashRegionProps = {
  messages: FlashMessage[];
  /** Takes back what a message tells of. */
  undoAction: (data: FormData) => Promise<void>;
};

/** The messages left for this page; they stay until dismissed, or until the next page. */
export function FlashRegion({ messages, undoAction }: FlashRegionProps) {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const [gone, setGone] = useState<FlashMessage[] | null>(null);
  const [shown, setShown] = useState({ given: messages, messages, pathname, query });

  if (shown.given !== messages) {
    // Drawn anew where it is, as when others trade, a page still says what it said.
    const anew = messages.length === 0 && shown.pathname === pathname && shown.query === query;
    const kept = anew ? shown.messages : messages;
    setShown({ given: messages, messages: kept, pathname, query });
  }

  // As the messages are shown, and not a moment later: the page may be left at once.
  useLayoutEffect(() => {
    // A server action's answer can't delete the cookie that the same action has set.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is for HTTPS only
    document.cookie = `${FLASH_COOKIE}=; Path=/; Max-Age=0`;
  });

  const first = useRef(messages);
  useEffect(() => {
    // What was pressed has often gone with the answer, and the focus with it.
    if (messages !== first.current && document.activeElement === document.body) focusMain();
  }, [messages]);

  const dismissed = gone === shown.messages || shown.pathname !== pathname;
  const dismiss = () => {
    setGone(shown.messages);
    focusMain();
  };
  return (
    <FlashList
      messages={dismissed ? [] : shown.messages}
      undo={{ action: undoAction, back: query ? `${pathname}?${query}` : pathname }}
      onDismiss={dismiss}
    />
  );
}
