import { Tag } from "antd";
import { tierColors, tierNames } from "../tiers/tier-look.ts";
import { type Relation, relationNames } from "./member-api.ts";

const colours: Readonly<Record<Relation, string>> = {
  member: "success",
  group: "geekblue",
  contact: "processing",
  fan: "warning",
  visitor: "default",
};

/** How close somebody is to the brand. */
export function RelationTag({ relation }: { relation: Relation }) {
  return <Tag color={colours[relation]}>{relationNames[relation]}</Tag>;
}

/** The operating tier with its colour; nothing before the first run. */
export function TierMark({ tier }: { tier: string | null }) {
  if (tier === null) return <span style={{ color: "var(--fl-ink-third)" }}>未分层</span>;
  return (
    <span style={{ whiteSpace: "nowrap" }}>
      <span
        aria-hidden="true"
        style={{
          display: "inline-block",
          width: 9,
          height: 9,
          marginRight: 6,
          borderRadius: 3,
          background: tierColors[tier as keyof typeof tierColors] ?? "var(--fl-line-strong)",
        }}
      />
      {tierNames[tier as keyof typeof tierNames] ?? tier}
    </span>
  );
}
