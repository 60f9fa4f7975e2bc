import { Tag, Tooltip } from "antd";
import type { ReactNode } from "react";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { type Changes, conflictNames, levelNames, offerKindNames, type PlanLine } from "./plan-api.ts";
import styles from "./plans.module.css";

const levelColors = { headquarters: "blue", region: "green", format: "purple", store: "orange" } as const;

export function priceText(li: number | null | undefined): string {
  return li === null || li === undefined ? "未定价" : formatMoneyExact(li / 10);
}

/** What an override changes, in words. */
export function changesText({ sku, title, priceLi, offerKind, offer, present }: Changes): string {
  const parts = [
    present === false ? "撤下" : null,
    title !== undefined ? `换成 ${title}` : sku !== undefined ? `换成 ${sku}` : null,
    priceLi !== undefined ? `价格 ${priceText(priceLi)}` : null,
    offerKind !== undefined ? offerKindNames[offerKind] : null,
    offer !== undefined ? `优惠「${offer}」` : null,
  ];
  return parts.filter((part) => part !== null).join("，");
}

interface PlanLineItemProps {
  readonly line: PlanLine;
  readonly isOut?: boolean;
  readonly conflicts?: readonly (keyof typeof conflictNames)[];
  readonly actions?: ReactNode;
}

/** One line of a plan: what is sold how, whose it is, and what each level made of it. */
export function PlanLineItem({ line, isOut = false, conflicts = [], actions }: PlanLineItemProps) {
  const { from } = line;
  return (
    <li className={isOut ? `${styles.line} ${styles.out}` : styles.line}>
      <div>
        <strong>{line.title}</strong> {line.sku && <span className={styles.quiet}>{line.sku}</span>}
        <small>
          <Tooltip title={`${from.by} · ${formatDateTime(from.at)}${from.why ? ` · ${from.why}` : ""}`}>
            <Tag color={levelColors[from.level]}>
              {from.level === "headquarters" ? from.unitName : `${levelNames[from.level]} · ${from.unitName}`}
            </Tag>
          </Tooltip>
          {line.offerKind !== "none" && <Tag>{offerKindNames[line.offerKind]}</Tag>}
          {line.offer}
        </small>
        {[...line.applied, ...line.standing].map(({ overrideId, changes, state, from: by }) => (
          <small key={overrideId}>
            {state === "waiting" && <Tag color="gold">待总部同意</Tag>}
            {state === "refused" && <Tag color="red">总部未同意</Tag>}
            {by.unitName}
            {by.level === "format" ? "（按店型）" : ""}：{changesText(changes)}（{by.why}，{by.by}）
          </small>
        ))}
        {conflicts.map((kind) => (
          <Tag key={kind} color="red">
            {conflictNames[kind]}
          </Tag>
        ))}
      </div>
      <span className={styles.price}>{priceText(line.priceLi)}</span>
      {actions}
    </li>
  );
}
