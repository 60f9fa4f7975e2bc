import { EyeOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { problemText } from "../feedback/states.tsx";
import styles from "./masked-text.module.css";

const commonReasons = ["联系客户处理售后", "核对会员身份", "客户本人要求查询"];

interface MaskedTextProps {
  /** As it may be shown to everyone: `138****0000`. */
  readonly masked: string;
  /** Fetches the clear text; the server records who looked and why. Absent = this person may not look. */
  readonly reveal?: (reason: string) => Promise<string>;
  /** What is being looked at, such as 手机号. */
  readonly what: string;
}

/** Personal data: masked, and shown in the clear only for a stated reason. */
export function MaskedText({ masked, reveal, what }: MaskedTextProps) {
  const [asking, setAsking] = useState(false);
  const [clear, setClear] = useState<string | null>(null);
  if (clear !== null) {
    return (
      <span className={styles.text}>
        {clear}
        <Button type="link" size="small" onClick={() => setClear(null)}>
          收起
        </Button>
      </span>
    );
  }
  return (
    <span className={styles.text}>
      {masked}
      {reveal && (
        <Button
          type="link"
          size="small"
          icon={<EyeOutlined />}
          aria-label={`查看完整${what}`}
          onClick={() => setAsking(true)}
        >
          查看
        </Button>
      )}
      {asking && reveal && (
        <ReasonDialog what={what} reveal={reveal} onClose={() => setAsking(false)} onClear={setClear} />
      )}
    </span>
  );
}

interface ReasonDialogProps {
  readonly what: string;
  readonly reveal: (reason: string) => Promise<string>;
  readonly onClose: () => void;
  readonly onClear: (text: string) => void;
}

function ReasonDialog({ what, reveal, onClose, onClear }: ReasonDialogProps) {
  const [picked, setPicked] = useState<string>(commonReasons[0] ?? "");
  const [own, setOwn] = useState("");
  const reason = picked === "other" ? own.trim() : picked;
  const look = useMutation({
    mutationFn: () => reveal(reason),
    onSuccess: (text) => {
      onClear(text);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={`查看完整${what}`}
      okText="查看"
      cancelText="取消"
      okButtonProps={{ disabled: reason.length < 2 }}
      confirmLoading={look.isPending}
      onCancel={onClose}
      onOk={() => look.mutate()}
      width={420}
    >
      <p className={styles.why}>会记录你的姓名、时间和原因，供合规检查。</p>
      {look.isError && <Alert type="error" showIcon title={problemText(look.error).title} className={styles.problem} />}
      <Radio.Group
        className={styles.reasons}
        value={picked}
        onChange={(event) => setPicked(String(event.target.value))}
      >
        {commonReasons.map((each) => (
          <Radio key={each} value={each}>
            {each}
          </Radio>
        ))}
        <Radio value="other">其他原因</Radio>
      </Radio.Group>
      {picked === "other" && (
        <Input
          autoFocus
          maxLength={100}
          placeholder="写明为什么需要查看"
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
      )}
    </Modal>
  );
}
