import styles from "./outbound.module.css";
import type { Outbound } from "./outbound-api.ts";

type Content = Outbound["content"];
type Attachment = NonNullable<Content["attachments"]>[number];

const attachmentNames: Readonly<Record<Exclude<Attachment["kind"], "link" | "mini_program">, string>> = {
  image: "图片",
  video: "视频",
  file: "文件",
};

function AttachmentBubble({ part }: { readonly part: Attachment }) {
  if (part.kind === "link")
    return (
      <div className={styles.bubble}>
        <div className={styles.linkTitle}>{part.title}</div>
        {part.description && <div className={styles.quiet}>{part.description}</div>}
        <div className={styles.quiet}>{part.url}</div>
      </div>
    );
  if (part.kind === "mini_program")
    return (
      <div className={styles.bubble}>
        <div className={styles.linkTitle}>{part.title}</div>
        <div className={styles.quiet}>小程序 {part.page}</div>
      </div>
    );
  return <div className={styles.bubble}>[{attachmentNames[part.kind]}]</div>;
}

/** What the receiver sees, about. */
export function MessagePreview({ content }: { readonly content: Content }) {
  const { text, attachments = [], template } = content;
  const isEmpty = !text && attachments.length === 0 && !template;
  return (
    <section className={styles.chat} aria-label="消息预览">
      {isEmpty && <span className={styles.quiet}>写下文字后，这里是收到时的样子</span>}
      {text && <div className={styles.bubble}>{text}</div>}
      {attachments.map((part) => (
        <AttachmentBubble key={JSON.stringify(part)} part={part} />
      ))}
      {template && (
        <div className={styles.bubble}>
          {Object.entries(template.data).map(([key, value]) => (
            <div key={key}>
              <span className={styles.quiet}>{key}</span> {value}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
