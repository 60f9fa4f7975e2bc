import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { PicturePicker } from "./materials-panel.tsx";
import styles from "./official-account.module.css";
import {
  addRule,
  deleteRule,
  type Purpose,
  purposeOptions,
  type ReplyRule,
  type ReplyRuleDraft,
  rulesQuery,
} from "./official-account-api.ts";

const kinds: Readonly<Record<ReplyRule["kind"], string>> = {
  follow: "新关注",
  keyword: "关键词",
  menu: "菜单点击",
  default: "都不匹配时",
};

interface Values {
  readonly kind: ReplyRule["kind"];
  readonly name: string;
  readonly words?: string[];
  readonly match: "contain" | "equal";
  readonly purpose?: Purpose;
  readonly text: string;
  readonly pictures?: string[];
  readonly link?: { title?: string; url?: string; pictureUrl?: string };
}

function RuleForm({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form);
  const add = useAction<ReplyRuleDraft, ReplyRule>({
    run: (draft) => addRule(accountId, draft),
    done: "已保存，马上生效",
    refresh: [
      ["official-accounts", accountId, "rules"],
      ["official-accounts", accountId, "mix"],
    ],
    onDone: onClose,
    quietFailure: true,
  });
  const submit = ({ text, link, words = [], pictures = [], purpose, ...rest }: Values) =>
    add.mutateAsync({
      ...rest,
      words,
      purpose: purpose ?? null,
      sort: 0,
      enabled: true,
      parts: [
        { kind: "text" as const, text },
        ...pictures.map((mediaId) => ({ kind: "image" as const, mediaId })),
        ...(link?.title && link.url && link.pictureUrl
          ? [{ kind: "link" as const, title: link.title, url: link.url, pictureUrl: link.pictureUrl, description: "" }]
          : []),
      ],
    });
  return (
    <FormDrawer
      form={form}
      title="增加自动回复"
      hint="文字马上回复；图片和图文随后作为客服消息发出（新关注后 1 分钟内、客户发消息后 48 小时内）。"
      initialValues={{ kind: "keyword", match: "contain" }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="kind" label="什么时候回复">
        <Select options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} />
      </Form.Item>
      {kind !== "default" && (
        <Form.Item
          name="words"
          label={
            kind === "follow" ? "二维码场景值的开头（不填表示所有新关注）" : kind === "menu" ? "菜单标识" : "关键词"
          }
        >
          <Select mode="tags" open={false} tokenSeparators={["，", ",", " "]} placeholder="输入后回车，可填多个" />
        </Form.Item>
      )}
      {kind === "keyword" && (
        <Form.Item name="match" label="匹配方式">
          <Select
            options={[
              { value: "contain", label: "包含关键词" },
              { value: "equal", label: "与关键词完全相同" },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="text" label="回复文字" rules={[{ required: true, message: "请填写回复文字" }]}>
        <Input.TextArea rows={4} maxLength={600} showCount />
      </Form.Item>
      <Form.Item name="pictures" label="图片（可不填）">
        <PicturePicker accountId={accountId} most={2} />
      </Form.Item>
      <Form.Item name="purpose" label="用途">
        <Select allowClear options={[...purposeOptions]} />
      </Form.Item>
      <Form.Item name={["link", "title"]} label="图文标题（可不填）">
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item name={["link", "url"]} label="图文链接" rules={[{ type: "url", message: "请填写完整网址" }]}>
        <Input placeholder="https://" />
      </Form.Item>
      <Form.Item name={["link", "pictureUrl"]} label="图文封面" rules={[{ type: "url", message: "请填写完整网址" }]}>
        <Input placeholder="https://" />
      </Form.Item>
    </FormDrawer>
  );
}

/** What new followers and keywords are answered with (CH-08, CH-09). */
export function RulesPanel({ accountId }: { accountId: string }) {
  const can = useCan();
  const [isAdding, setAdding] = useState(false);
  const rules = useQuery(rulesQuery(accountId));
  const remove = useAction<string>({
    run: (id) => deleteRule(accountId, id),
    done: "已删除",
    refresh: [["official-accounts", accountId, "rules"]],
  });
  const mayWrite = can("official_account.write");
  if (rules.isError) return <ErrorState compact error={rules.error} onRetry={() => void rules.refetch()} />;
  if (!rules.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  return (
    <Panel flush title="自动回复" extra={mayWrite && <Button onClick={() => setAdding(true)}>增加</Button>}>
      {rules.data.items.length === 0 ? (
        <EmptyState compact title="还没有自动回复">
          先给新关注的客户准备一句欢迎语。
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {rules.data.items.map((rule) => (
            <li key={rule.id}>
              <div className={styles.main}>
                <div className={styles.name}>
                  {rule.name} <Tag>{kinds[rule.kind]}</Tag>
                  {!rule.enabled && <Tag color="warning">已停用</Tag>}
                </div>
                <div className={styles.quiet}>
                  {rule.words.length > 0 && `${rule.words.join("、")} · `}
                  {rule.parts.length} 条内容 · 用过 {rule.used} 次
                </div>
              </div>
              {mayWrite && (
                <ConfirmDanger
                  action="删除"
                  title={`删除“${rule.name}”？`}
                  onConfirm={() => remove.mutateAsync(rule.id)}
                  button={{ size: "small" }}
                >
                  删除后不再这样回复，不能恢复。
                </ConfirmDanger>
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding && <RuleForm accountId={accountId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
