/** A line of the last values without axes; drawn by hand, since a chart library for this would cost the first page 180 kB. */
export function Sparkline({
  values,
  width = 96,
  height = 30,
}: {
  values: readonly (number | null)[];
  width?: number;
  height?: number;
}) {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  if (known.length < 2) return null;
  const lowest = Math.min(...known.map((point) => point.value));
  const span = Math.max(...known.map((point) => point.value)) - lowest || 1;
  const x = (index: number) => 2 + (index / (values.length - 1)) * (width - 4);
  const y = (value: number) => height - 3 - ((value - lowest) / span) * (height - 6);
  const line = known
    .map(({ value, index }, order) => `${order === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`)
    .join("");
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) return null;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path
        d={`${line}L${x(last.index)} ${height}L${x(first.index)} ${height}Z`}
        fill="var(--fl-primary)"
        opacity="0.08"
      />
      <path
        d={line}
        fill="none"
        stroke="var(--fl-primary)"
        strokeWidth="1.6"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={x(last.index)} cy={y(last.value)} r="2.4" fill="var(--fl-primary)" />
    </svg>
  );
}
