import { App, Button, Modal } from "antd";
import { useState } from "react";
import { EmptyState } from "../../shared/feedback/states.tsx";
import styles from "./workbench.module.css";

interface SharePictureProps {
  readonly title: string;
  readonly url: string;
  /** Text to copy along, such as the address behind the code. */
  readonly link?: string | undefined;
  readonly onClose: () => void;
}

/** A code to show, keep or send: on the phone it is pressed long and passed on. */
export function SharePicture({ title, url, link, onClose }: SharePictureProps) {
  const { message } = App.useApp();
  const [failed, setFailed] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(link ?? "");
    void message.success("已复制，粘贴到聊天里发给客户");
  };
  return (
    <Modal open title={title} footer={null} width={340} onCancel={onClose}>
      {failed ? (
        <EmptyState compact title="二维码没有生成">
          可能还没有填写外网地址，或小程序的页面还没有发布。请让管理员在“平台接入”里检查。
        </EmptyState>
      ) : (
        <div className={styles.picture}>
          <img src={url} alt={`${title}的二维码`} onError={() => setFailed(true)} />
          <span className={styles.quiet}>长按图片发给客户，或存到相册；扫码来的客户会记在您名下</span>
          {link && <Button onClick={() => void copy()}>复制链接</Button>}
          <Button type="primary" href={url} download={`${title}.png`}>
            保存图片
          </Button>
        </div>
      )}
    </Modal>
  );
}
