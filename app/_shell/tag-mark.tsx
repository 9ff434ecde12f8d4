/** The market's logo, a price tag, in the colour of the text around it. `size` is in pixels. */
export function TagMark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <path
        fillRule="evenodd"
        d="M9.3 4.2 3.6 10a3.6 3.6 0 0 0 0 5L16 27.4a3.6 3.6 0 0 0 5 0l6.3-6.3a3.6 3.6 0 0 0 0-5L15 3.7a3 3 0 0 0-2-.8l-1.6-.1a3 3 0 0 0-2.1 1.4Zm.9 8.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z"
      />
    </svg>
  );
}
