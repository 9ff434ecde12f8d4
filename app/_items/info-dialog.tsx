'use client';

import { useEffect, useRef, useState } from 'react';
import { Button, ButtonLink } from '../_ui/button';

/**
 * Shows the page of an item in a dialog over the list. Without JavaScript, or when the page can't
 * be fetched, the link opens the page itself.
 */
export function InfoDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [address, setAddress] = useState('/market');

  useEffect(() => {
    async function open(event: MouseEvent) {
      const link = linkOf(event);
      if (!link) return;
      event.preventDefault();
      const article = await fetchArticle(link.href);
      if (!article) return window.location.assign(link.href);
      content.current?.replaceChildren(article);
      setAddress(link.pathname);
      dialog.current?.showModal();
    }
    // A trade that starts in this dialog opens the dialog of the trade.
    const close = () => dialog.current?.close();
    document.addEventListener('click', open);
    document.addEventListener('submit', close);
    return () => {
      document.removeEventListener('click', open);
      document.removeEventListener('submit', close);
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className="dialog dialog-wide"
      aria-labelledby="item-name"
      // A click beside the dialog closes it.
      closedby="any"
    >
      <div ref={content} />
      <div className="dialog-foot">
        <Button type="button" variant="secondary" onClick={() => dialog.current?.close()}>
          Close
        </Button>
        <ButtonLink variant="quiet" href={address}>
          Open its page
        </ButtonLink>
      </div>
    </dialog>
  );
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!plain || event.defaultPrevented || !(event.target instanceof Element)) return null;
  return event.target.closest<HTMLAnchorElement>('a[data-info]');
}

async function fetchArticle(href: string): Promise<Element | null> {
  try {
    const response = await fetch(href);
    if (!response.ok || response.redirected) return null;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const article = page.querySelector('article');
    // A form without a path posts to its own page, so it gets the path of that page here.
    for (const form of article?.querySelectorAll('form:not([action^="/"])') ?? []) {
      form.setAttribute('action', href);
    }
    return article;
  } catch {
    return null;
  }
}
