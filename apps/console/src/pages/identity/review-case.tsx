import { Alert, Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact } from "../../shared/format/number.ts";
import { Day, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useMemberInsight } from "../members/insight-api.ts";
import { identifierKindNames, type Profile, useProfile } from "../members/member-api.ts";
import { RelationTag } from "../members/relation-tag.tsx";
import { decideTie, type Outcome, type ReviewCase, type ShownIdentifier, type TieDecision } from "./identity-api.ts";
import styles from "./identity-page.module.css";
import { refusalWords, tieWords } from "./words.ts";

/** Attribute by label, for both sides to be read across. */
function attributeOf(profile: Profile, name: string): string {
  const value = profile.attributes.find((attribute) => attribute.name === name)?.value;
  if (name === "gender") return value === "female" ? "女" : value === "male" ? "男" : "—";
  return value ?? "—";
}

function Purchases({ memberNo }: { memberNo: number }) {
  const insight = useMemberInsight(memberNo);
  if (!insight.data || insight.isPlaceholderData) return <span className={styles.faint}>…</span>;
  const { value } = insight.data;
  if (value.orders === 0) return <>还没有订单</>;
  return (
    <>
      {formatExact(value.orders)} 笔，共 <Money fen={value.netFen} />
      <div className={styles.faint}>
        <Day value={value.firstPurchaseDay} /> 至 <Day value={value.lastPurchaseDay} />
      </div>
    </>
  );
}

/** One of the two people, as far as it helps to tell whether they are one. */
function Side({ identifier }: { identifier: ShownIdentifier }) {
  const profile = useProfile(identifier.memberNo ?? 0, identifier.memberNo !== null);
  if (identifier.memberNo === null) {
    return (
      <div className={styles.side}>
        <h3>
          {identifier.label} {identifier.value}
        </h3>
        <p className={styles.faint}>这个标识还没有归到任何客户名下。</p>
      </div>
    );
  }
  if (profile.isError) return <ErrorState compact error={profile.error} onRetry={() => void profile.refetch()} />;
  if (!profile.data || profile.isPlaceholderData) return <Skeleton active />;
  const shown = profile.data;
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    ["姓名", attributeOf(shown, "name")],
    ["性别", attributeOf(shown, "gender")],
    ["生日", attributeOf(shown, "birthday")],
    [
      "城市",
      [attributeOf(shown, "province"), attributeOf(shown, "city")].filter((part) => part !== "—").join(" ") || "—",
    ],
    ["归属门店", shown.storeName ?? "—"],
    ["导购", shown.guideName ?? "—"],
    ["入会", <Day key="registered" value={shown.registeredAt} />],
    ["购买", <Purchases key="purchases" memberNo={shown.memberNo} />],
  ];
  return (
    <div className={styles.side}>
      <h3>
        <Link to={`/members/${shown.memberNo}`}>#{shown.memberNo}</Link> <RelationTag relation={shown.relation} />
      </h3>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.sideIdentifiers}>
        {shown.identifiers.map((each) => (
          <li key={each.id} data-hit={each.id === identifier.id || undefined}>
            <span className={styles.faint}>{identifierKindNames[each.kind] ?? each.kind}</span> {each.value}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ReviewCasePanelProps {
  readonly review: ReviewCase;
  readonly onBack?: () => void;
  readonly onLater: () => void;
  readonly onDecided: () => void;
}

const defaults: Readonly<Record<TieDecision, { note: string; done: string }>> = {
  approve: { note: "核对资料后认定为同一人", done: "已合并成一位客户" },
  separate: { note: "核对资料后认定为不同的人", done: "已记住他们是不同的人，以后不会自动合并" },
  reject: { note: "这条关联有误", done: "这条关联不再作为依据" },
};

/** One doubtful tie: the reason in words, both sides next to each other, and the decision. */
export function ReviewCasePanel({ review, onBack, onLater, onDecided }: ReviewCasePanelProps) {
  const [note, setNote] = useState("");
  const [a, b] = review.identifiers;
  const decide = useAction<TieDecision, Outcome>({
    run: (decision) =>
      decideTie({ a: review.tie.a, b: review.tie.b, decision, note: note.trim() || defaults[decision].note }),
    done: (_, decision) => defaults[decision].done,
    refresh: [["identity"], ["members"]],
    onDone: onDecided,
  });
  if (!a || !b) return null;
  return (
    <Panel
      title="是同一个人吗？"
      extra={
        onBack && (
          <Button size="small" onClick={onBack}>
            返回列表
          </Button>
        )
      }
    >
      <Alert
        type="warning"
        showIcon
        title={refusalWords(review.tie.reason)}
        description={tieWords(review.tie, a, b)}
        style={{ marginBottom: 16 }}
      />
      <div className={styles.sides}>
        <Side identifier={a} />
        <Side identifier={b} />
      </div>
      <Input
        aria-label="说明（选填）"
        placeholder="说明（选填），会写进合并记录"
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        style={{ marginBottom: 12 }}
      />
      <div className={styles.decisions}>
        <Button
          type="primary"
          loading={decide.isPending && decide.variables === "approve"}
          disabled={decide.isPending}
          onClick={() => decide.mutate("approve")}
        >
          是同一个人，合并
        </Button>
        <Button disabled={decide.isPending} onClick={() => decide.mutate("separate")}>
          是不同的人
        </Button>
        <Button disabled={decide.isPending} onClick={() => decide.mutate("reject")}>
          这条关联有误
        </Button>
        <Button type="text" disabled={decide.isPending} onClick={onLater}>
          稍后再定
        </Button>
      </div>
      <p className={styles.faint}>
        合并后，两边的订单、行为、标签、绑定和授权归到一位客户；以后可以在客户档案的「身份」里撤销，恢复得一条不差。
      </p>
    </Panel>
  );
}
