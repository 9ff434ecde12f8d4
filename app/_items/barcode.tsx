import { BARCODE_HEIGHT, barcodeOf } from '@/lib/items/barcodes/barcode';

/**
 * A barcode that scanners read from a screen or from paper. A text without a barcode stays text.
 */
export function Barcode({ text }: { text: string }) {
  const barcode = barcodeOf(text);
  if (!barcode) return text;
  const { symbology, width, path, labels } = barcode;
  return (
    <svg
      role="img"
      aria-label={`${text}, as a ${symbology} barcode`}
      className="barcode"
      width={width * 2}
      height={BARCODE_HEIGHT * 2}
      viewBox={`0 0 ${width} ${BARCODE_HEIGHT}`}
    >
      <path d={path} />
      {labels.map(({ text, x, width }) => (
        <text key={x} x={x + width / 2} y={BARCODE_HEIGHT - 1.5}>
          {text}
        </text>
      ))}
    </svg>
  );
}
