const stages = ["认识", "分群", "触达", "转化", "复盘"];

/** The wheel of the business as a picture: know, segment, reach, convert, review, and round again. */
export function Wheel({ className }: { className?: string }) {
  const point = (index: number, radius: number) => {
    const angle = ((index * 72 - 90) * Math.PI) / 180;
    return { x: 200 + radius * Math.cos(angle), y: 200 + radius * Math.sin(angle) };
  };
  const arc = (index: number) => {
    const start = point(index + 0.2, 132);
    const end = point(index + 0.8, 132);
    return `M${start.x} ${start.y}A132 132 0 0 1 ${end.x} ${end.y}`;
  };
  return (
    <svg className={className} viewBox="0 0 400 400" aria-hidden="true">
      <circle cx="200" cy="200" r="186" fill="none" stroke="#fff" strokeOpacity="0.07" strokeWidth="1.5" />
      <circle
        cx="200"
        cy="200"
        r="92"
        fill="none"
        stroke="#fff"
        strokeOpacity="0.12"
        strokeWidth="1.5"
        strokeDasharray="2 8"
        strokeLinecap="round"
      />
      {stages.map((stage, index) => {
        const at = point(index, 132);
        return (
          <g key={stage}>
            <path
              d={arc(index)}
              fill="none"
              stroke="#fff"
              strokeOpacity={0.28 + index * 0.1}
              strokeWidth="5"
              strokeLinecap="round"
            />
            <circle cx={at.x} cy={at.y} r="26" fill="#fff" fillOpacity="0.1" />
            <text x={at.x} y={at.y + 5} fill="#fff" fontSize="15" textAnchor="middle">
              {stage}
            </text>
          </g>
        );
      })}
      <circle cx="200" cy="200" r="40" fill="#f0a36b" />
      <text x="200" y="206" fill="#3a1f0c" fontSize="17" fontWeight="600" textAnchor="middle">
        顾客
      </text>
    </svg>
  );
}
