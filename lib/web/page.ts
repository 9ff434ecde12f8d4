import { redirect, unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import type { CurrentMember } from '../people/users/queries.ts';
import { failurePage } from './failure.ts';
import { requireMember } from './session/member.ts';

/**
 * Makes a page for everybody. When the page can't be rendered, the reader goes to the page of the
 * failure, because React's error boundaries work only with JavaScript.
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

/**
 * Makes a page for members. A visitor goes to the login, and from there back to the page.
 * @param path the path of the page with its query, or a function that makes the path
 */
export function memberPage<Props>(
  path: string | ((props: Props) => Promise<string>),
  render: (member: CurrentMember, props: Props) => Promise<ReactNode>,
) {
  return page<Props>(async (props) => {
    const member = await requireMember(typeof path === 'string' ? path : await path(props));
    return render(member, props);
  });
}
