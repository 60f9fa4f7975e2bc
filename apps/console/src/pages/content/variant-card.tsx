import { App, Button, Tag } from "antd";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatExact, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./content.module.css";
import { dropVariant, type FrontRule, stateColors, stateNames, type Variant } from "./content-api.ts";

interface VariantCardProps {
  readonly rule: FrontRule;
  readonly variant: Variant | undefined;
  readonly pieceId: string;
  readonly mayWrite: boolean;
  readonly maySend: boolean;
  readonly onWrite: () => void;
  readonly onSend: () => void;
  readonly onPlace: () => void;
}

/** What one front makes of a piece: its text, what speaks against it, what it brought, and the next thing to do. */
export function VariantCard({ rule, variant, ...actions }: VariantCardProps) {
  return (
    <Panel
      title={rule.label}
      hint={rule.purpose}
      extra={variant && <Tag color={stateColors[variant.state]}>{stateNames[variant.state]}</Tag>}
    >
      {variant ? (
        <Written rule={rule} variant={variant} {...actions} />
      ) : (
        <>
          <p className={styles.quiet}>
            {rule.tone}。{rule.format}。
          </p>
          {actions.mayWrite && <Button onClick={actions.onWrite}>写这一端</Button>}
        </>
      )}
    </Panel>
  );
}

function Written({ rule, variant, ...actions }: VariantCardProps & { readonly variant: Variant }) {
  const { copies, advice, state } = variant;
  return (
    <>
      {variant.headline && <strong>{variant.headline}</strong>}
      <div className={styles.text}>{variant.body}</div>
      {copies.length + advice.length > 0 && (
        <ul className={styles.warnings}>
          {copies.map(({ front, label, percent }) => (
            <li key={front}>
              照搬：和{label}相似 {percent}%
            </li>
          ))}
          {advice.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {state === "out" && <Figures variant={variant} />}
      <div className={styles.quiet}>
        {state === "out"
          ? `${formatDateTime(variant.outAt)} 发出`
          : variant.plannedAt
            ? `计划 ${formatDateTime(variant.plannedAt)} 发出`
            : `${variant.writtenBy} 写`}
        {variant.outboundId && (
          <>
            {" · "}
            <Link to={`/outbound/${variant.outboundId}`}>谁收到了</Link>
          </>
        )}
        {variant.address && (
          <>
            {" · "}
            <a href={variant.address} target="_blank" rel="noreferrer">
              打开
            </a>
          </>
        )}
      </div>
      <Next rule={rule} variant={variant} {...actions} />
    </>
  );
}

function Figures({ variant }: { variant: Variant }) {
  const { reached, visitors, friends, orders, salesFen, linkPath } = variant;
  const shown: readonly (readonly [string, string, string])[] = [
    ["触达", reached === null ? "平台不提供" : formatExact(reached), "平台说已发送到的人，或播放次数"],
    ...(linkPath
      ? ([
          ["访客", formatExact(visitors), "打开这一端短链接的人"],
          ["打开率", reached ? formatRatio(visitors / reached) : "—", "访客 ÷ 触达"],
          ["新好友", formatExact(friends), "从链接来加好友的人"],
          ["订单", formatExact(orders), "打开链接后、归因期内下的单，按最后一次打开的链接计"],
          ["销售额", `¥${formatExact(Math.round(salesFen / 100))}`, "这些订单的金额，减退款"],
        ] as const)
      : []),
  ];
  return (
    <div className={styles.figures}>
      {shown.map(([label, value, meaning]) => (
        <span key={label} title={meaning}>
          <span className={styles.quiet}>{label}</span> <strong>{value}</strong>
        </span>
      ))}
    </div>
  );
}

function Next({
  rule,
  variant,
  pieceId,
  mayWrite,
  maySend,
  onWrite,
  onSend,
  onPlace,
}: VariantCardProps & { readonly variant: Variant }) {
  const { message } = App.useApp();
  const drop = useAction({
    run: () => dropVariant(pieceId, rule.front),
    done: "已删除",
    refresh: [["content"]],
  });
  if (!mayWrite) return null;
  const copy = async () => {
    const link = variant.linkPath ? `\n${window.location.origin}${variant.linkPath}` : "";
    await navigator.clipboard.writeText(`${variant.headline ? `${variant.headline}\n` : ""}${variant.body}${link}`);
    void message.success(variant.linkPath ? "正文和这一端的短链接已复制" : "正文已复制");
  };
  if (variant.state === "out")
    return variant.outboundId || rule.channel ? null : (
      <div className={styles.actions}>
        <Button onClick={onPlace}>修改发布登记</Button>
      </div>
    );
  return (
    <div className={styles.actions}>
      {rule.channel && maySend && (
        <Button type="primary" ghost onClick={onSend}>
          选人群发
        </Button>
      )}
      {!rule.channel && (
        <>
          <Button onClick={() => void copy()}>复制正文和链接</Button>
          <Button onClick={onPlace}>登记已发布</Button>
        </>
      )}
      <Button onClick={onWrite}>修改</Button>
      <ConfirmDanger action="删除" title={`删除${rule.label}这一版？`} onConfirm={() => drop.mutateAsync()}>
        正文和它的短链接都会删掉，不能恢复。
      </ConfirmDanger>
    </div>
  );
}
