import { ApiProblem } from "@feilun/api-client";
import { Button, Typography } from "antd";
import type { ReactNode } from "react";
import styles from "./states.module.css";

function Art({ tone }: { tone: "calm" | "trouble" }) {
  const accent = tone === "calm" ? "var(--fl-primary)" : "var(--fl-accent)";
  return (
    <svg className={styles.art} width="96" height="72" viewBox="0 0 96 72" aria-hidden="true">
      <ellipse cx="48" cy="64" rx="34" ry="5" fill="var(--fl-line)" />
      <rect
        x="20"
        y="14"
        width="56"
        height="42"
        rx="9"
        fill="var(--fl-surface)"
        stroke="var(--fl-line-strong)"
        strokeWidth="2"
      />
      <path
        d="M30 44v-8M40 44V30M50 44v-5M60 44V26"
        stroke="var(--fl-line-strong)"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <circle cx="72" cy="18" r="11" fill={accent} />
      <path
        d={tone === "calm" ? "M72 13v10M67 18h10" : "M72 12.5v7M72 23.2v.1"}
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}

interface EmptyStateProps {
  readonly title: string;
  /** What this place is for, and how something gets here. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly compact?: boolean;
}

/** An empty place that teaches what belongs here and what to do next. */
export function EmptyState({ title, children, action, compact = false }: EmptyStateProps) {
  return (
    <div className={compact ? `${styles.state} ${styles.compact}` : styles.state}>
      {!compact && <Art tone="calm" />}
      <div className={styles.title}>{title}</div>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.actions}>{action}</div>}
    </div>
  );
}

/** What a person should read about a failure, whatever was thrown. */
export function problemText(error: unknown): { title: string; detail?: string; requestId?: string } {
  if (error instanceof ApiProblem) {
    const fields = error.errors.map((field) => field.message).join("；");
    return { title: error.title, detail: error.detail ?? (fields || undefined), requestId: error.requestId };
  }
  return { title: "页面出了点问题", detail: "请刷新页面；若一直如此，请告诉管理员。" };
}

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Another way on than trying again. */
  readonly action?: ReactNode;
  readonly compact?: boolean;
}

/** A failure in place of content: what happened, and a way on. */
export function ErrorState({ error, onRetry, action, compact = false }: ErrorStateProps) {
  const { title, detail, requestId } = problemText(error);
  return (
    <div className={compact ? `${styles.state} ${styles.compact}` : styles.state} role="alert">
      {!compact && <Art tone="trouble" />}
      <div className={styles.title}>{title}</div>
      {detail && <div className={styles.text}>{detail}</div>}
      {(onRetry || action) && (
        <div className={styles.actions}>
          {action}
          {onRetry && <Button onClick={onRetry}>重试</Button>}
        </div>
      )}
      {requestId && (
        <div className={styles.reference}>
          请求编号 <Typography.Text copyable={{ text: requestId }}>{requestId.slice(0, 8)}</Typography.Text>
        </div>
      )}
    </div>
  );
}
