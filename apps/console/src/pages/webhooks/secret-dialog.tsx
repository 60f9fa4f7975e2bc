import { Alert, Modal, Typography } from "antd";

/** The one moment in which a signing secret is shown. */
export function SecretDialog({ secret, hint, onClose }: { secret: string; hint: string; onClose: () => void }) {
  return (
    <Modal
      open
      title="签名密钥"
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      cancelButtonProps={{ hidden: true }}
      okText="我已保存好"
      onOk={onClose}
      onCancel={onClose}
    >
      <Alert type="warning" showIcon title="只显示这一次" description={hint} style={{ marginBottom: 16 }} />
      <Typography.Paragraph code copyable={{ text: secret }} style={{ wordBreak: "break-all" }}>
        {secret}
      </Typography.Paragraph>
      <p style={{ color: "var(--fl-ink-third)" }}>
        接收方用它核对请求头 Feilun-Signature：对「时间戳.请求体」做 HMAC-SHA256，一致才是飞轮发出的。
      </p>
    </Modal>
  );
}
