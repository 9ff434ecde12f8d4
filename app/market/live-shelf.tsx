'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/**
 * Draws the page anew when what is for sale has changed since it was drawn. A page that nobody looks
 * at holds no connection; shown again, it is told at once what it has missed.
 *
 * @param version the shelf's, as the page was drawn
 */
export function LiveShelf({ version }: { version: number }) {
  const { refresh } = useRouter();

  useEffect(() => {
    let source: EventSource | null = null;
    let newest = version;

    function draw() {
      // Not from under a question that is being answered.
      if (newest > version && !document.querySelector('dialog[open]')) refresh();
    }
    function listen() {
      source?.close();
      source = null;
      if (document.hidden) return;
      source = new EventSource('/api/events');
      source.onmessage = ({ data }) => {
        newest = Number(data);
        draw();
      };
    }
    listen();
    document.addEventListener('visibilitychange', listen);
    // The event of a dialog does not bubble, but it can be seen on its way.
    document.addEventListener('close', draw, true);
    return () => {
      source?.close();
      document.removeEventListener('visibilitychange', listen);
      document.removeEventListener('close', draw, true);
    };
  }, [version, refresh]);

  return null;
}
