import type { CurrentMember } from '../people/users/queries.ts';
import { failurePage } from './failure.ts';
import { seeOther } from './http/see-other.ts';
import { loginPath } from './paths.ts';
import { getMember } from './session/member.ts';

type Download = {
  /** The name of the file on the member's device. */
  filename: string;
  /** The media type of the file, in UTF-8. */
  type: string;
  /** The page with the link to the file. A visitor who logs in comes back there. */
  page: string;
  /** Makes the text of the file in pieces, no faster than the client takes them. */
  text(member: CurrentMember): AsyncGenerator<string, void>;
};

/**
 * Answers with a file for the member who asks. A visitor goes to the login. When the first piece
 * cannot be made, the client goes to the page that says why; later failures break off the answer.
 */
export async function download({ filename, type, page, text }: Download): Promise<Response> {
  try {
    const member = await getMember();
    if (!member) return seeOther(loginPath(page), 303);
    const pieces = text(member);
    return new Response(streamOf(await pieces.next(), pieces), {
      headers: {
        'Content-Type': `${type}; charset=utf-8`,
        'Content-Disposition': `attachment; filename="${filename}"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return seeOther(failurePage(error), 303);
  }
}

function streamOf(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next = first;
  return new ReadableStream({
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value));
      next = await rest.next();
    },
    async cancel() {
      await rest.return();
    },
  });
}
