/** The wheel: three strokes that push each other round. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label="飞轮">
      <rect width="32" height="32" rx="9" fill="var(--fl-primary)" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round">
        <path d="M16 7a9 9 0 0 1 8.6 6.4" />
        <path d="M23.8 20.5A9 9 0 0 1 13.3 24.6" />
        <path d="M8.2 20.5A9 9 0 0 1 11 8.5" />
      </g>
      <circle cx="16" cy="16" r="3.1" fill="#f0a36b" />
    </svg>
  );
}
