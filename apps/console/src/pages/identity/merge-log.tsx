import { Button, Tag } from "antd";
import { useState } from "react";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { redoMerge, type ShownChange, undoMerge } from "./identity-api.ts";
import styles from "./merge-log.module.css";
import { NoteDialog } from "./note-dialog.tsx";
import { changeWords } from "./words.ts";

interface MergeLogProps {
  readonly changes: readonly ShownChange[];
  readonly mayUndo: boolean;
}

/** Merges and splits, the latest first, each merge with its undo. */
export function MergeLog({ changes, mayUndo }: MergeLogProps) {
  const [asking, setAsking] = useState<ShownChange | null>(null);
  if (changes.length === 0) {
    return (
      <EmptyState compact title="没有合并过">
        这些标识第一次出现时就在一起，没有两位客户后来被合成一位的情况。
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.log}>
        {changes.map((change) => (
          <li key={change.id}>
            <div>
              <div>
                {changeWords(change)} {change.undone && <Tag>已撤销</Tag>}
              </div>
              <div className={styles.meta}>
                {change.actor} · <DateTime value={change.at} />
              </div>
            </div>
            {mayUndo && change.kind === "merge" && (
              <Button size="small" danger={!change.undone} onClick={() => setAsking(change)}>
                {change.undone ? "恢复合并" : "撤销合并"}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asking &&
        (asking.undone ? (
          <NoteDialog
            title="恢复这次合并？"
            action="恢复合并"
            placeholder="为什么恢复，例如：核实后确为同一人"
            done="已恢复合并"
            onConfirm={(note) => redoMerge(asking.id, note)}
            onClose={() => setAsking(null)}
          >
            之前的拆分判定作废，按现有的依据重新认定；订单、标签、行为和授权会重新归到一起。
          </NoteDialog>
        ) : (
          <NoteDialog
            title="撤销这次合并？"
            action="撤销合并"
            danger
            placeholder="为什么撤销，例如：客户说手机号是家人的"
            done="已撤销，两位客户恢复到合并前"
            onConfirm={(note) => undoMerge(asking.id, note)}
            onClose={() => setAsking(null)}
          >
            <p>
              #{[asking.memberNo, ...asking.otherNos].join("、#")}{" "}
              会恢复成合并前各自的客户，并记住「他们是不同的人」，以后不会再自动合并。
            </p>
            <p>订单、退款、行为、标签、导购绑定和授权，当初记在谁名下就回到谁名下；分层与 RFM 会在下一次计算时更新。</p>
          </NoteDialog>
        ))}
    </>
  );
}
