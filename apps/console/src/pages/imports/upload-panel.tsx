import { InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Progress, Upload } from "antd";
import { useRef, useState } from "react";
import { problemText } from "../../shared/feedback/states.tsx";
import { formatBytes, formatDuration } from "../../shared/format/date.ts";
import { type UploadedFile, uploadFile } from "./import-api.ts";
import styles from "./imports.module.css";

interface Sending {
  readonly name: string;
  readonly size: number;
  readonly sent: number;
  readonly startedAt: number;
}

function sendingWords({ size, sent, startedAt }: Sending): string {
  const seconds = (performance.now() - startedAt) / 1_000;
  const done = `${formatBytes(sent)} / ${formatBytes(size)}`;
  if (sent >= size) return `${done} · 正在识别编码和列名…`;
  const rate = seconds > 1 ? sent / seconds : 0;
  return rate > 0 ? `${done} · 每秒 ${formatBytes(rate)} · 大约还要 ${formatDuration((size - sent) / rate)}` : done;
}

/** Takes a file by dropping or choosing it, and sends it with progress. */
export function UploadPanel({ onUploaded }: { onUploaded: (file: UploadedFile) => void }) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<{ title: string; detail?: string } | null>(null);
  const controller = useRef<AbortController | null>(null);

  const send = async (file: File) => {
    controller.current = new AbortController();
    setProblem(null);
    setSending({ name: file.name, size: file.size, sent: 0, startedAt: performance.now() });
    try {
      const uploaded = await uploadFile(file, {
        signal: controller.current.signal,
        onProgress: (sent) => setSending((now) => now && { ...now, sent: Math.min(sent, now.size) }),
      });
      onUploaded(uploaded);
    } catch (error) {
      if (!(error instanceof DOMException)) setProblem(problemText(error));
    } finally {
      setSending(null);
    }
  };

  if (sending) {
    return (
      <div className={styles.sending} aria-live="polite">
        <strong>{sending.name}</strong>
        <Progress percent={Math.floor((sending.sent / Math.max(1, sending.size)) * 100)} status="active" />
        <div className={styles.sendingFoot}>
          <span>{sendingWords(sending)}</span>
          <Button size="small" onClick={() => controller.current?.abort()}>
            取消上传
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      {problem && (
        <Alert
          type="error"
          showIcon
          closable
          title={problem.title}
          description={problem.detail}
          style={{ marginBottom: 12 }}
        />
      )}
      <Upload.Dragger
        accept=".csv,.tsv,.txt,.xlsx,.gz"
        multiple={false}
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <p className={styles.dropIcon}>
          <InboxOutlined />
        </p>
        <p className={styles.dropTitle}>把文件拖到这里，或点击选择</p>
        <p className={styles.dropHint}>
          支持 .xlsx、.csv、.tsv，也可以压缩成 .gz；编码（UTF-8、GBK）和分隔符自动识别。最大 8 GB。
        </p>
      </Upload.Dragger>
    </>
  );
}
