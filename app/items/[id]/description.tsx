import { paragraphsOf } from '@/lib/items/description';

/**
 * A member's text with paragraphs, lines and links. The links tell search engines not to follow.
 */
export function Description({ text }: { text: string }) {
  const paragraphs = paragraphsOf(text);
  if (paragraphs.length === 0) return <p className="text-soft">No description.</p>;
  return (
    <div className="item-description">
      {paragraphs.map((lines, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: The paragraphs never change their order.
        <p key={at}>
          {lines.flatMap((pieces, line) => [
            // biome-ignore lint/suspicious/noArrayIndexKey: The parts never change their order.
            line > 0 && <br key={`line ${line}`} />,
            ...pieces.map(({ text, href }, piece) =>
              href ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: The parts never change their order.
                <a key={`${line} ${piece}`} href={href} rel="nofollow noopener noreferrer ugc">
                  {text}
                </a>
              ) : (
                text
              ),
            ),
          ])}
        </p>
      ))}
    </div>
  );
}
