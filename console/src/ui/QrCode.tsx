// A QR drawn here, in the page's own ink: level Q unless somebody prints larger.
import encode from "qr";

type Props = {
  readonly text: string;
  readonly label: string;
  readonly className?: string;
};

export function QrCode({ text, label, className }: Props) {
  const rows = encode(text, "raw", { ecc: "quartile", border: 4 });
  const size = rows.length;
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#1e2422" />
    </svg>
  );
}
