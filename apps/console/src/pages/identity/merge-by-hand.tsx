import { InputNumber } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { mergeByHand } from "./identity-api.ts";
import { NoteDialog } from "./note-dialog.tsx";

/** Makes one member of two by their numbers. */
export function MergeByHandDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [one, setOne] = useState<number | null>(null);
  const [other, setOther] = useState<number | null>(null);
  return (
    <NoteDialog
      title="手工合并两位客户"
      action="合并"
      disabled={one === null || other === null || one === other}
      placeholder="为什么是同一个人，例如：客户到店确认换了手机号"
      done="已合并"
      onConfirm={(note) => mergeByHand([one ?? 0, other ?? 0], note)}
      onDone={() => void navigate(`/members/${Math.min(one ?? 0, other ?? 0)}?tab=identity`)}
      onClose={onClose}
    >
      <p style={{ marginBottom: 12 }}>填两位客户的会员号。合并后可以在客户档案的「身份」里撤销。</p>
      <div style={{ display: "flex", alignItems: "center", gap: 8 }}>
        <InputNumber
          aria-label="一位客户的会员号"
          placeholder="会员号"
          min={1}
          precision={0}
          style={{ flex: 1 }}
          value={one}
          onChange={setOne}
        />
        与
        <InputNumber
          aria-label="另一位客户的会员号"
          placeholder="会员号"
          min={1}
          precision={0}
          style={{ flex: 1 }}
          value={other}
          onChange={setOther}
        />
      </div>
    </NoteDialog>
  );
}
