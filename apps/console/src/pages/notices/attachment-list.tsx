import { CopyOutlined, LinkOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import type { Attachment } from "./notice-api.ts";
import styles from "./notices.module.css";

/** Links to open and texts to copy. */
export function AttachmentList({ attachments }: { attachments: readonly Attachment[] }) {
  const { message } = App.useApp();
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => void message.success("已复制"),
      () => void message.error("浏览器不允许复制，请长按文字手动复制"),
    );
  return attachments.map((each) => (
    <div key={`${each.kind} ${each.title}`} className={styles.attachment}>
      {each.kind === "link" ? (
        <a href={each.url} target="_blank" rel="noreferrer noopener">
          <LinkOutlined /> {each.title}
        </a>
      ) : (
        <>
          <div className={styles.row}>
            <strong>{each.title}</strong>
            <Button size="small" icon={<CopyOutlined />} onClick={() => void copy(each.text)}>
              复制
            </Button>
          </div>
          <p className={styles.text}>{each.text}</p>
        </>
      )}
    </div>
  ));
}
