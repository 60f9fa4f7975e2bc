import { useQuery } from "@tanstack/react-query";
import { Alert, DatePicker, Form, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useEffect, useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import {
  type CheckDraft,
  checkQuery,
  type FrontRule,
  type Piece,
  saveVariant,
  type VariantDraft,
} from "./content-api.ts";

interface Values {
  readonly headline?: string;
  readonly body?: string;
  readonly plannedAt?: Dayjs | null;
}

/** So long nothing may change before the server is asked. Milliseconds. */
const QUIET_MS = 500;

const draftOf = ({ headline = "", body = "", plannedAt }: Values): CheckDraft => ({
  headline,
  body,
  plannedAt: plannedAt?.toISOString() ?? null,
});

/** Writes what one front makes of a piece, with the front's rules beside and a look at what the other fronts say. */
export function VariantDrawer({ piece, rule, onClose }: { piece: Piece; rule: FrontRule; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const variant = piece.variants.find(({ front }) => front === rule.front);
  const values = Form.useWatch((all: Values) => all, form) ?? {};
  const save = useAction<VariantDraft, Piece>({
    run: (body) => saveVariant(piece.id, rule.front, body),
    done: "已保存",
    refresh: [["content"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={`${rule.label} · ${piece.title}`}
      submitText="保存"
      initialValues={{
        headline: variant?.headline,
        body: variant?.body,
        plannedAt: variant?.plannedAt ? dayjs(variant.plannedAt) : null,
      }}
      onSubmit={(all) => save.mutateAsync({ ...draftOf(all), version: variant?.version ?? 0 })}
      onClose={onClose}
      width={600}
    >
      <Alert
        type="info"
        style={{ marginBottom: 16 }}
        title={rule.purpose}
        description={
          <>
            <div>写法：{rule.tone}</div>
            <div>形式：{rule.format}</div>
            <div>较好的时段：{rule.hours.map(([from, to]) => `${from}–${to} 点`).join("、")}</div>
            <div style={{ color: "var(--fl-ink-third)" }}>依据：{rule.source}</div>
          </>
        }
      />
      {piece.facts && (
        <Form.Item label="事实和素材">
          <div style={{ whiteSpace: "pre-wrap", color: "var(--fl-ink-second)" }}>{piece.facts}</div>
        </Form.Item>
      )}
      {rule.headlineMost !== null && (
        <Form.Item name="headline" label="标题" rules={[{ required: true, message: "请填写标题" }]}>
          <Input maxLength={rule.headlineMost} showCount />
        </Form.Item>
      )}
      <Form.Item name="body" label="正文" rules={[{ required: true, message: "请填写正文" }]}>
        <Input.TextArea rows={7} maxLength={rule.bodyMost} showCount />
      </Form.Item>
      <VariantCheck piece={piece} rule={rule} draft={values.body ? draftOf(values) : null} />
      <Form.Item name="plannedAt" label="计划发出">
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}

function VariantCheck({ piece, rule, draft }: { piece: Piece; rule: FrontRule; draft: CheckDraft | null }) {
  const key = JSON.stringify(draft);
  const [asked, setAsked] = useState("null");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), QUIET_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const check = useQuery(checkQuery(piece.id, rule.front, asked === key ? JSON.parse(asked) : null));
  if (!draft || !check.data) return null;
  const { problems, advice, copies } = check.data;
  const isGood = problems.length + advice.length + copies.length === 0;
  return (
    <Alert
      showIcon
      style={{ marginBottom: 16 }}
      type={problems.length > 0 ? "error" : isGood ? "success" : "warning"}
      title={
        copies[0]
          ? `和${copies.map(({ label, percent }) => `${label}（相似 ${percent}%）`).join("、")}几乎一样，是照搬`
          : isGood
            ? "符合这一端的写法，和其他端不重复"
            : "还可以改得更像这一端"
      }
      description={
        isGood ? undefined : (
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
            {copies.length > 0 && <li>这一端要的是：{rule.purpose}。换个开头、换个理由再写。</li>}
            {advice.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )
      }
    />
  );
}
