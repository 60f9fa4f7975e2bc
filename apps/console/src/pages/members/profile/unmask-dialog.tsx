import { Alert, Input, Modal, Radio, Space } from "antd";
import { useState } from "react";
import { useAction } from "../../../shared/action/use-action.tsx";
import { problemText } from "../../../shared/feedback/states.tsx";
import { type Profile, unmaskProfile } from "../member-api.ts";

const commonReasons = ["联系客户处理售后", "核对会员身份", "客户本人要求查询"];

interface UnmaskDialogProps {
  readonly memberNo: number;
  readonly onClose: () => void;
  readonly onClear: (profile: Profile) => void;
}

/** Asks why somebody needs the clear data; the reason is logged with their name. */
export function UnmaskDialog({ memberNo, onClose, onClear }: UnmaskDialogProps) {
  const [picked, setPicked] = useState(commonReasons[0] ?? "");
  const [own, setOwn] = useState("");
  const reason = picked === "other" ? own.trim() : picked;
  const look = useAction<void, Profile>({
    run: () => unmaskProfile(memberNo, reason),
    onDone: (profile) => {
      onClear(profile);
      onClose();
    },
    quietFailure: true,
  });
  return (
    <Modal
      open
      title="查看完整资料"
      okText="查看"
      cancelText="取消"
      okButtonProps={{ disabled: reason.length < 2 }}
      confirmLoading={look.isPending}
      onCancel={onClose}
      onOk={() => look.mutate()}
      width={440}
    >
      {look.isError && (
        <Alert type="error" showIcon title={problemText(look.error).title} style={{ marginBottom: 12 }} />
      )}
      <p style={{ marginBottom: 12 }}>会记录你的姓名、时间和原因，供合规检查。五分钟后自动收起。</p>
      <Radio.Group value={picked} onChange={(event) => setPicked(String(event.target.value))}>
        <Space orientation="vertical">
          {commonReasons.map((each) => (
            <Radio key={each} value={each}>
              {each}
            </Radio>
          ))}
          <Radio value="other">其他原因</Radio>
        </Space>
      </Radio.Group>
      {picked === "other" && (
        <Input
          autoFocus
          maxLength={200}
          style={{ marginTop: 8 }}
          aria-label="其他原因"
          placeholder="写明为什么需要查看"
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
      )}
    </Modal>
  );
}
