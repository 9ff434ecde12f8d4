import { paragraphsOf } from '@/lib/items/description';

/** A member's text: paragraphs, lines, and links that vouch for nothing. */
export function Description({ text }: { text: string }) {
  const paragraphs = paragraphsOf(text);
  if (paragraphs.length === 0) return <p className="text-soft">No description.</p>;
  return (
    <div className="item-description">
      {paragraphs.map((lines, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: A text has no other order than its own.
        <p key={at}>
          {lines.flatMap((pieces, line) => [
            // biome-ignore lint/suspicious/noArrayIndexKey: The same.
            line > 0 && <br key={`line ${line}`} />,
            ...pieces.map(({ text, href }, piece) =>
              href ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: The same.
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
