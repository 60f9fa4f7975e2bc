import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Radio, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { Count } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  type PhoneTemplate,
  phoneChannelNames,
  phoneKey,
  saveTemplate,
  servicesQuery,
  steerTemplate,
  type TemplateDraft,
  templatesQuery,
} from "./phone-api.ts";
import styles from "./phone-touches.module.css";

function TemplateForm({ template, onClose }: { template: PhoneTemplate | null; onClose: () => void }) {
  const [form] = Form.useForm<TemplateDraft>();
  const services = useQuery(servicesQuery);
  const kind = Form.useWatch("kind", form) ?? template?.kind ?? "sms";
  const save = useAction<TemplateDraft>({
    run: (draft) => saveTemplate({ ...draft, kind, serviceId: template?.serviceId ?? draft.serviceId }, template),
    done: "已保存",
    refresh: [phoneKey, ["audit"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<TemplateDraft>
      form={form}
      title={template ? "修改模板" : "登记模板"}
      hint="先在服务商后台提交审核，通过后把编号和内容登记到这里；内容要与审核通过的一致。"
      submitText="保存"
      initialValues={template ?? { kind: "sms", purpose: "marketing", signature: "" }}
      onSubmit={(draft) => save.mutateAsync(draft)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="类型">
        <Radio.Group
          disabled={template !== null}
          optionType="button"
          options={[
            { value: "sms", label: "短信模板" },
            { value: "ai_call", label: "外呼话术" },
          ]}
        />
      </Form.Item>
      {template === null && (
        <Form.Item name="serviceId" label="服务" rules={[{ required: true, message: "请选择服务" }]}>
          <Select
            loading={services.isPending}
            options={(services.data?.items ?? [])
              .filter((service) => service.kind === kind)
              .map(({ id, name }) => ({ value: id, label: name }))}
            notFoundContent="还没有接入这类服务，请先到「服务接入」"
          />
        </Form.Item>
      )}
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：周末到店礼" />
      </Form.Item>
      <Form.Item name="code" label="服务商编号" rules={[{ required: true, message: "请填写服务商给的编号" }]}>
        <Input maxLength={64} placeholder="例如：SMS_123456" />
      </Form.Item>
      {kind === "sms" && (
        <Form.Item name="signature" label="签名" rules={[{ required: true, message: "请填写审核通过的签名" }]}>
          <Input maxLength={16} prefix="【" suffix="】" />
        </Form.Item>
      )}
      <Form.Item
        name="text"
        label={kind === "sms" ? "内容" : "开场白与要点"}
        extra="变量写作 {称呼}，发送时填写；营销短信会自动加上“拒收请回复R”"
        rules={[{ required: true, message: "请填写内容" }]}
      >
        <Input.TextArea rows={4} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="purpose" label="用途" extra="营销要受退订、对照组和触达上限约束；不要把营销登记成服务">
        <Radio.Group
          options={[
            { value: "marketing", label: "营销" },
            { value: "service", label: "服务通知" },
          ]}
        />
      </Form.Item>
    </FormDrawer>
  );
}

function TemplateCard({ template, onEdit }: { template: PhoneTemplate; onEdit: () => void }) {
  const can = useCan();
  const { figures } = template;
  const steer = useAction<"pause" | "resume" | "archive">({
    run: (to) => steerTemplate(template.id, to),
    done: "已更新",
    refresh: [phoneKey, ["audit"]],
  });
  const complaintRate = figures && figures.reached > 0 ? figures.complaints / figures.reached : null;
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <strong>{template.name}</strong>
        <span>
          <Tag>{phoneChannelNames[template.kind]}</Tag>
          <Tag color={template.purpose === "marketing" ? "gold" : "blue"}>
            {template.purpose === "marketing" ? "营销" : "服务"}
          </Tag>
          {template.pausedAt && <Tag color="red">已暂停</Tag>}
        </span>
      </div>
      <p>{template.example}</p>
      <p className={styles.faint}>
        编号 {template.code}
        {template.kind === "sms" && `，按 ${template.parts} 条计费起`}
      </p>
      {template.pausedWhy && <p className={styles.bad}>{template.pausedWhy}</p>}
      {figures ? (
        <dl className={styles.figures}>
          <div>
            <dt>近 30 天触达</dt>
            <dd>
              <Count value={figures.reached} unit="人" />
            </dd>
          </div>
          <div>
            <dt>没送到</dt>
            <dd>
              <Count value={figures.failed} unit="人" />
            </dd>
          </div>
          <div title="发出后一天之内要求不再接收">
            <dt>退订</dt>
            <dd>
              <Count value={figures.stopped} unit="人" />
            </dd>
          </div>
          <div>
            <dt>投诉</dt>
            <dd>
              <Count value={figures.complaints} unit="次" />
              {complaintRate !== null && <small> {formatRatio(complaintRate, 2)}</small>}
            </dd>
          </div>
        </dl>
      ) : (
        <p className={styles.faint}>近 30 天没有发送。</p>
      )}
      {can("phone_touch.write") && (
        <div className={styles.actions}>
          <Button size="small" onClick={onEdit}>
            修改
          </Button>
          <Button size="small" onClick={() => steer.mutate(template.pausedAt ? "resume" : "pause")}>
            {template.pausedAt ? "恢复" : "暂停"}
          </Button>
          <ConfirmDanger
            action="停用"
            title={`停用「${template.name}」`}
            button={{ size: "small" }}
            onConfirm={() => steer.mutateAsync("archive")}
          >
            停用后不能再选它发送，已发出的不受影响。
          </ConfirmDanger>
        </div>
      )}
    </li>
  );
}

/** Templates of text messages and scripts of calls, with what came of them. */
export function TemplatesTab() {
  const can = useCan();
  const templates = useQuery(templatesQuery);
  const [edited, setEdited] = useState<PhoneTemplate | "new" | null>(null);
  if (templates.isError) return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />;
  if (!templates.data) return <Skeleton active />;
  const add = can("phone_touch.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
      登记模板
    </Button>
  );
  const { items } = templates.data;
  return (
    <>
      <Panel extra={items.length > 0 && add} title="模板与话术" hint="投诉过多的模板会自己暂停">
        {items.length === 0 ? (
          <EmptyState title="还没有登记模板" action={add}>
            短信和外呼只能用服务商审核通过的模板。先到 <Link to="/phone-touches?tab=services">服务接入</Link>{" "}
            接入服务商，再登记模板。
          </EmptyState>
        ) : (
          <ul className={styles.cards}>
            {items.map((template) => (
              <TemplateCard key={template.id} template={template} onEdit={() => setEdited(template)} />
            ))}
          </ul>
        )}
      </Panel>
      {edited && <TemplateForm template={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}
