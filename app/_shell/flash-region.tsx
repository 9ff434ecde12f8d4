'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { FLASH_COOKIE, type FlashMessage } from '@/lib/web/flash-message';
import { focusMain } from '../_ui/focus-main';
import { FlashList } from './flash-list';

type FlashRegionProps = {
  messages: FlashMessage[];
  /** Undoes the trade that a message reports. */
  undoAction: (data: FormData) => Promise<void>;
};

/**
 * The messages for this page. A message stays until the reader dismisses it or opens another page.
 */
export function FlashRegion({ messages, undoAction }: FlashRegionProps) {
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const [closed, setClosed] = useState<FlashMessage[] | null>(null);
  const [shown, setShown] = useState({ given: messages, messages, pathname, query });

  if (shown.given !== messages) {
    // The same page is rendered again, for example when others trade. Its messages stay.
    const isSamePage =
      messages.length === 0 && shown.pathname === pathname && shown.query === query;
    const kept = isSamePage ? shown.messages : messages;
    setShown({ given: messages, messages: kept, pathname, query });
  }

  // A layout effect runs as soon as the messages are shown. The reader may leave the page at once.
  useLayoutEffect(() => {
    // The answer of a server action can't delete the cookie that the same action has set.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is for HTTPS only
    document.cookie = `${FLASH_COOKIE}=; Path=/; Max-Age=0`;
  });

  const first = useRef(messages);
  useEffect(() => {
    // The button that had the focus is often gone after an answer.
    if (messages !== first.current && document.activeElement === document.body) focusMain();
  }, [messages]);

  const dismissed = closed === shown.messages || shown.pathname !== pathname;
  const dismiss = () => {
    setClosed(shown.messages);
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
