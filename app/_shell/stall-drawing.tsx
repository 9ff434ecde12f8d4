const STRIPES = [0, 1, 2, 3, 4, 5, 6];

/** A drawing of a closed stall with a tag. `sign` is the word on the tag. */
export function StallDrawing({ sign }: { sign: string }) {
  return (
    <svg viewBox="0 0 400 340" className="drawing" aria-hidden="true">
      <path className="drawing-shade" d="M44 120h312v206H44z" />
      <path className="drawing-line" d="M44 150h312M44 178h312M44 206h312M44 234h312M44 262h312" />
      <path className="drawing-post" d="M34 100h14v230H34zM352 100h14v230h-14z" />
      <rect className="drawing-wood" x="16" y="286" width="368" height="24" rx="4" />
      {STRIPES.map((stripe) => (
        <path
          key={stripe}
          className={stripe % 2 ? 'drawing-pale' : 'drawing-leaf'}
          d={`M${17.5 + stripe * 52.15} 22h52.15v84a26.075 24 0 0 1-52.15 0Z`}
        />
      ))}
      <path className="drawing-string" d="M200 128v40" />
      <g transform="rotate(-4 200 168)">
        <path
          className="drawing-tag"
          fillRule="evenodd"
          d="M176 160q24-14 48 0l28 20a10 10 0 0 1 4 8v54a8 8 0 0 1-8 8h-96a8 8 0 0 1-8-8v-54a10 10 0 0 1 4-8l28-20Zm24 16a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z"
        />
        <text className="drawing-text" x="200" y="226" fontSize={sign.length > 3 ? 28 : 40}>
          {sign}
        </text>
      </g>
    </svg>
  );
}
