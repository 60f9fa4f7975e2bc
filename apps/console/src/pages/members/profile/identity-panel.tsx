import { Button, Checkbox, Skeleton, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "../../../session/me.ts";
import { EmptyState, ErrorState } from "../../../shared/feedback/states.tsx";
import { Day } from "../../../shared/format/values.tsx";
import { Panel } from "../../../shared/page/panel.tsx";
import { EvidenceGraph } from "../../identity/evidence-graph.tsx";
import { EvidenceList } from "../../identity/evidence-list.tsx";
import { splitMember, useExplanation } from "../../identity/identity-api.ts";
import { MergeLog } from "../../identity/merge-log.tsx";
import { NoteDialog } from "../../identity/note-dialog.tsx";
import type { Identifier, Profile } from "../member-api.ts";
import { identifierKindNames } from "../member-api.ts";
import styles from "./profile.module.css";

interface IdentifiersProps {
  readonly identifiers: readonly Identifier[];
  readonly picked: readonly string[];
  /** Null = cannot be picked. */
  readonly onPick: ((ids: readonly string[]) => void) | null;
}

function Identifiers({ identifiers, picked, onPick }: IdentifiersProps) {
  return (
    <ul className={styles.identifiers}>
      {identifiers.map((identifier) => (
        <li key={identifier.id}>
          {onPick && (
            <Checkbox
              aria-label={`选择${identifierKindNames[identifier.kind] ?? identifier.kind} ${identifier.value}`}
              checked={picked.includes(identifier.id)}
              onChange={(event) =>
                onPick(event.target.checked ? [...picked, identifier.id] : picked.filter((id) => id !== identifier.id))
              }
            />
          )}
          <div>
            <div>
              <span className={styles.faint}>{identifierKindNames[identifier.kind] ?? identifier.kind}</span>{" "}
              <strong>{identifier.value}</strong>{" "}
              {identifier.shared && (
                <Tooltip title="很多人都用过它（如门店平板、公用电话），不作为认人的依据">
                  <Tag>多人共用</Tag>
                </Tooltip>
              )}
            </div>
            <div className={styles.faint}>
              {identifier.scope && `${identifier.scope} · `}
              首次见于 <Day value={identifier.firstSeenAt} />（{identifier.source}）
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Why this is one person: identifiers, evidence as picture and as sentences, merges with their undo. */
export function IdentityPanel({ profile }: { profile: Profile }) {
  const can = useCan();
  const navigate = useNavigate();
  const explanation = useExplanation(profile.memberNo);
  const [picked, setPicked] = useState<readonly string[] | null>(null);
  const [isAsking, setAsking] = useState(false);
  const mayReview = can("identity.review");
  const maySplit = mayReview && profile.identifiers.length > 1;
  return (
    <>
      <Panel
        title={`身份标识（${profile.identifiers.length}）`}
        extra={
          maySplit &&
          (picked === null ? (
            <Button size="small" onClick={() => setPicked([])}>
              拆出一部分
            </Button>
          ) : (
            <span className={styles.split}>
              <Button size="small" onClick={() => setPicked(null)}>
                取消
              </Button>
              <Button
                size="small"
                type="primary"
                danger
                disabled={picked.length === 0 || picked.length === profile.identifiers.length}
                onClick={() => setAsking(true)}
              >
                拆成另一位客户
              </Button>
            </span>
          ))
        }
        hint={picked === null ? undefined : "勾选不属于这位客户的标识"}
      >
        <Identifiers
          identifiers={profile.identifiers}
          picked={picked ?? []}
          onPick={picked === null ? null : setPicked}
        />
      </Panel>
      <Panel title="为什么是同一个人" hint="每条依据都来自实际发生过的记录">
        {explanation.isPending && <Skeleton active />}
        {explanation.isError && (
          <ErrorState compact error={explanation.error} onRetry={() => void explanation.refetch()} />
        )}
        {explanation.data &&
          (explanation.data.ties.length === 0 ? (
            <EmptyState compact title="只有一个标识，不需要依据">
              以后在别处出现并能对上时，依据会写在这里。
            </EmptyState>
          ) : (
            <>
              <EvidenceGraph explanation={explanation.data} />
              <EvidenceList explanation={explanation.data} />
            </>
          ))}
      </Panel>
      <Panel
        title="合并记录"
        hint={
          profile.mergedMemberNos.length > 0 &&
          `这位客户名下还有 ${profile.mergedMemberNos.length} 个档案号：#${profile.mergedMemberNos.slice(0, 8).join("、#")}${profile.mergedMemberNos.length > 8 ? " 等" : ""}，用任何一个都能找到`
        }
      >
        {explanation.data && <MergeLog changes={explanation.data.changes} mayUndo={mayReview} />}
      </Panel>
      {isAsking && picked && (
        <NoteDialog
          title={`拆出 ${picked.length} 个标识？`}
          action="拆成另一位客户"
          danger
          placeholder="为什么拆开，例如：这张卡是家人在用"
          done="已拆成两位客户"
          onConfirm={(note) => splitMember(profile.memberNo, [...picked], note)}
          onDone={() => {
            setPicked(null);
            void navigate(`/members/${profile.memberNo}?tab=identity`);
          }}
          onClose={() => setAsking(false)}
        >
          勾选的标识会成为另一位客户，记在它们名下的订单、行为、标签和授权一起过去；以后不会再自动合并。可以在合并记录里恢复。
        </NoteDialog>
      )}
    </>
  );
}
