import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Skeleton } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Correction, correct, type Guide, guidesQuery } from "./follower-api.ts";
import styles from "./official-followers.module.css";

function CorrectForm({
  accountId,
  guide,
  onClose,
}: {
  readonly accountId: string;
  readonly guide: Guide;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<{ left: number; note: string }>();
  const save = useAction<Correction>({
    run: (body) => correct(accountId, body),
    done: "已更正",
    refresh: [["official-followers"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer
      form={form}
      title={`更正 ${guide.name} 的导购消息条数`}
      hint="以公众号导购助手里显示的为准；微信没有查询条数的接口，所以和微信不一致时在这里更正。"
      initialValues={{ left: guide.left }}
      onSubmit={(values) => save.mutateAsync({ staffId: guide.staffId, ...values })}
      onClose={onClose}
    >
      <Form.Item name="left" label="还剩多少条" rules={[{ required: true, message: "请填写条数" }]}>
        <InputNumber min={0} max={10_000} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="note" label="原因" rules={[{ required: true, min: 2, message: "请写明原因" }]}>
        <Input maxLength={200} placeholder="例如：按导购助手显示更正" />
      </Form.Item>
    </FormDrawer>
  );
}

/** Guides with their followers, and the guide messages that each has left. */
export function GuidesPanel({ accountId, mayCorrect }: { readonly accountId: string; readonly mayCorrect: boolean }) {
  const guides = useQuery(guidesQuery(accountId));
  const [chosen, setChosen] = useState<Guide | null>(null);
  if (guides.isError) return <ErrorState compact error={guides.error} onRetry={() => void guides.refetch()} />;
  if (!guides.data) return <Skeleton active paragraph={{ rows: 3 }} />;
  return (
    <Panel flush title="导购与条数" hint="条数：主动联系关注者还能用的导购消息，推送图文增加，主动联系减少">
      {guides.data.items.length === 0 ? (
        <EmptyState compact title="还没有导购负责关注者">
          在上面选中关注者，点「分给导购」。
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {guides.data.items.map((guide) => (
            <li key={guide.staffId}>
              <div className={styles.main}>
                <div className={styles.name}>{guide.name}</div>
                <div className={styles.quiet}>
                  {guide.storeName && `${guide.storeName} · `}关注者 {guide.followers} · 还剩 {guide.left} 条 · 用过{" "}
                  {guide.used} 条
                </div>
              </div>
              {mayCorrect && <Button onClick={() => setChosen(guide)}>更正条数</Button>}
            </li>
          ))}
        </ul>
      )}
      {chosen && <CorrectForm accountId={accountId} guide={chosen} onClose={() => setChosen(null)} />}
    </Panel>
  );
}
