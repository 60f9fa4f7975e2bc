import { Alert, Modal, Typography } from "antd";
import type { Invitation } from "./tenant-api.ts";

/** Shows a one-time password, once. */
export function InvitationDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  return (
    <Modal
      open
      title="账号已开通"
      okText="我已转交"
      cancelButtonProps={{ style: { display: "none" } }}
      onOk={onClose}
      onCancel={onClose}
    >
      <Alert
        type="warning"
        showIcon
        title="密码只显示这一次，请现在转交给对方"
        description="对方第一次登录时必须改成自己的密码。丢失后可在「员工」里重设。"
        style={{ marginBottom: 16 }}
      />
      <p>
        登录名：<Typography.Text copyable>{invitation.login}</Typography.Text>
      </p>
      <p>
        初始密码：
        <Typography.Text copyable code>
          {invitation.password}
        </Typography.Text>
      </p>
    </Modal>
  );
}
