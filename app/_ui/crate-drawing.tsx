/** A drawing of an empty crate. */
export function CrateDrawing() {
  return (
    <svg width="136" height="104" viewBox="0 0 136 104" className="drawing" aria-hidden="true">
      <path className="drawing-shade" d="M14 30h108v62H14z" />
      <path className="drawing-wood" d="M8 34h120v16H8zM8 56h120v16H8zM8 78h120v16H8z" />
      <path className="drawing-post" d="M16 26h12v74H16zM108 26h12v74h-12z" />
      <path className="drawing-string" d="M68 34q10-26 26-24" />
      <path
        className="drawing-tag"
        fillRule="evenodd"
        d="m92 3 7-3 26 11-6 15L93 15l-3-7 2-5Zm5 7a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
      />
    </svg>
  );
}
