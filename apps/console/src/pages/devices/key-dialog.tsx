import { Alert, Modal, Typography } from "antd";

export interface ShownKey {
  readonly name: string;
  readonly key: string;
}

/** A device's key, the one time that it is shown. */
export function KeyDialog({ shown: { name, key }, onClose }: { shown: ShownKey; onClose: () => void }) {
  return (
    <Modal
      open
      title={`「${name}」的密钥`}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      cancelButtonProps={{ hidden: true }}
      okText="我已装进设备"
      onOk={onClose}
    >
      <Alert
        type="warning"
        showIcon
        title="只显示这一次"
        description="请现在装进这台设备，不要和别的设备共用。丢了可以随时换一把，旧的马上失效。"
        style={{ marginBottom: 16 }}
      />
      <Typography.Paragraph code copyable={{ text: key }} style={{ wordBreak: "break-all" }}>
        {key}
      </Typography.Paragraph>
      <Typography.Paragraph type="secondary">
        设备用它每 5 分钟报一次心跳、成批上报事件、领取屏幕上的保存码；接法见对接文档「门店设备」。
      </Typography.Paragraph>
    </Modal>
  );
}
