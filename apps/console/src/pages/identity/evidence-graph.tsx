import styles from "./evidence.module.css";
import type { Explanation, ShownIdentifier, ShownTie } from "./identity-api.ts";

const width = 720;
const box = { width: 148, height: 44 };

interface Placed {
  readonly identifier: ShownIdentifier;
  readonly x: number;
  readonly y: number;
  readonly own: boolean;
}

/** The member's identifiers on a ring around the person, those of others further out to the right. */
function place(explanation: Explanation, height: number): Map<string, Placed> {
  const own = explanation.identifiers.filter(({ memberNo }) => memberNo === explanation.memberNo);
  const others = explanation.identifiers.filter(({ memberNo }) => memberNo !== explanation.memberNo);
  const centre = { x: others.length > 0 ? 270 : width / 2, y: height / 2 };
  const placed = new Map<string, Placed>();
  own.forEach((identifier, index) => {
    const angle = (index / own.length) * 2 * Math.PI - Math.PI / 2;
    const x = own.length === 1 ? centre.x : centre.x + 182 * Math.cos(angle);
    const y = own.length === 1 ? centre.y : centre.y + (height / 2 - 32) * Math.sin(angle);
    placed.set(identifier.id, { identifier, x, y, own: true });
  });
  others.forEach((identifier, index) => {
    placed.set(identifier.id, {
      identifier,
      x: width - 82,
      y: ((index + 1) / (others.length + 1)) * height,
      own: false,
    });
  });
  return placed;
}

function lineClass({ state }: ShownTie): string | undefined {
  if (state === "joined") return styles.joined;
  return state === "redundant" ? styles.redundant : styles.refused;
}

/** How the identifiers of a member hang together, as a picture; the sentences beside it say the same. */
export function EvidenceGraph({ explanation }: { explanation: Explanation }) {
  const shown = {
    ...explanation,
    identifiers: explanation.identifiers.slice(0, 16),
  };
  const height = Math.max(220, 90 + shown.identifiers.length * 26);
  const placed = place(shown, height);
  const ties = explanation.ties.filter(({ a, b }) => placed.has(a) && placed.has(b));
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label="这位客户的标识以及它们之间的关联">
        {ties.map((tie) => {
          const [from, to] = [placed.get(tie.a), placed.get(tie.b)];
          if (!from || !to) return null;
          return (
            <line key={`${tie.a}-${tie.b}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} className={lineClass(tie)} />
          );
        })}
        {[...placed.values()].map(({ identifier, x, y, own }) => (
          <g key={identifier.id} transform={`translate(${x - box.width / 2} ${y - box.height / 2})`}>
            <rect
              width={box.width}
              height={box.height}
              rx="9"
              className={own ? (identifier.shared ? styles.sharedBox : styles.ownBox) : styles.otherBox}
            />
            <text x={box.width / 2} y="18" className={styles.kind}>
              {identifier.label}
              {identifier.shared ? "（多人共用）" : ""}
            </text>
            <text x={box.width / 2} y="35" className={styles.value}>
              {identifier.value.length > 18 ? `${identifier.value.slice(0, 17)}…` : identifier.value}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className={styles.legend}>
        <span data-line="joined">认作同一个人的依据</span>
        <span data-line="redundant">进一步印证</span>
        <span data-line="refused">没有采用</span>
        {explanation.identifiers.length > 16 && <span>只画出前 16 个标识</span>}
      </figcaption>
    </figure>
  );
}
