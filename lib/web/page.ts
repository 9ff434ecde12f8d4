import { redirect, unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { failurePage } from './failure.ts';

/**
 * Makes a page that, when it can't be rendered, sends its reader to the page that says why. React's
 * own error boundaries answer in the browser only, and say nothing without JavaScript.
 */
export function page<Props>(render: (props: Props) => Promise<ReactNode>) {
  return async (props: Props): Promise<ReactNode> => {
    try {
      return await render(props);
    } catch (error) {
      unstable_rethrow(error);
      redirect(failurePage(error));
    }
  };
}
