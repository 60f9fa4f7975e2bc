import { CheckCircleFilled, CloseCircleFilled, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Radio, Select, Skeleton, Switch, Tag, Typography } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import {
  checkService,
  type MessageService,
  phoneChannelNames,
  phoneKey,
  type ServiceDraft,
  saveService,
  servicesQuery,
} from "./phone-api.ts";
import styles from "./phone-touches.module.css";

function ServiceForm({ service, onClose }: { service: MessageService | null; onClose: () => void }) {
  const [form] = Form.useForm<ServiceDraft>();
  const kind = Form.useWatch("kind", form) ?? service?.kind ?? "sms";
  const save = useAction<ServiceDraft>({
    run: ({ secret, ...draft }) =>
      saveService({ ...draft, kind, lines: draft.lines ?? [], ...(secret ? { secret } : {}) }, service),
    done: "已保存，点「体检」看看是否接通",
    refresh: [phoneKey, ["audit"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<ServiceDraft>
      form={form}
      title={service ? "修改服务" : "接入服务"}
      hint="服务商按《集成指南》的短信与外呼接口说明对接，或由贵司的短信平台转接。"
      submitText="保存"
      initialValues={service ?? { kind: "sms", enabled: true, lines: [] }}
      onSubmit={(draft) => save.mutateAsync(draft)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="类型">
        <Radio.Group
          disabled={service !== null}
          optionType="button"
          options={[
            { value: "sms", label: "短信" },
            { value: "ai_call", label: "AI 外呼" },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={60} placeholder="例如：某某云通信" />
      </Form.Item>
      <Form.Item name="baseUrl" label="服务地址" rules={[{ required: true, type: "url", message: "请填写完整网址" }]}>
        <Input placeholder="https://sms.example.com/feilun" />
      </Form.Item>
      <Form.Item name="appKey" label="AppKey" rules={[{ required: true, message: "请填写 AppKey" }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="secret"
        label="密钥"
        extra={service ? "不填就沿用原来的；换了服务地址要重新填写" : "加密保存，以后不再显示"}
        rules={[{ required: service === null, min: 16, message: "密钥至少 16 位" }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      {kind === "ai_call" && (
        <Form.Item name="lines" label="外显号码" extra="输入后回车，可多个">
          <Select mode="tags" tokenSeparators={[",", "，", " "]} open={false} />
        </Form.Item>
      )}
      <Form.Item name="enabled" label="启用" valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}

function ServiceCard({ service, onEdit }: { service: MessageService; onEdit: () => void }) {
  const can = useCan();
  const check = useAction<void, MessageService>({
    run: () => checkService(service.id),
    done: (checked) => (checked.findings.every(({ state }) => state === "good") ? "体检通过" : "体检发现问题"),
    refresh: [phoneKey],
  });
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <strong>{service.name}</strong>
        <span>
          <Tag>{phoneChannelNames[service.kind]}</Tag>
          {!service.enabled && <Tag>已停用</Tag>}
        </span>
      </div>
      <p className={styles.faint}>{service.baseUrl}</p>
      <p>
        回调地址：
        <Typography.Text copyable code>
          {new URL(service.callbackPath, window.location.origin).href}
        </Typography.Text>
      </p>
      <p className={styles.faint}>
        {service.heardAt ? (
          <>
            最近一次收到回执 <DateTime value={service.heardAt} ago />
          </>
        ) : (
          "还没有收到过回执"
        )}
      </p>
      {service.findings.length > 0 && (
        <ul className={styles.findings}>
          {service.findings.map((finding) => (
            <li key={finding.name} data-state={finding.state}>
              {finding.state === "good" ? <CheckCircleFilled /> : <CloseCircleFilled />}
              <span>
                <strong>{finding.name}</strong> {finding.says}
              </span>
            </li>
          ))}
        </ul>
      )}
      {can("connection.write") && (
        <div className={styles.actions}>
          <Button size="small" loading={check.isPending} onClick={() => check.mutate()}>
            体检
          </Button>
          <Button size="small" onClick={onEdit}>
            修改
          </Button>
        </div>
      )}
    </li>
  );
}

/** Services for text messages and calls. */
export function ServicesTab() {
  const can = useCan();
  const services = useQuery(servicesQuery);
  const [edited, setEdited] = useState<MessageService | "new" | null>(null);
  if (services.isError) return <ErrorState error={services.error} onRetry={() => void services.refetch()} />;
  if (!services.data) return <Skeleton active />;
  const add = can("connection.write") && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
      接入服务
    </Button>
  );
  const { items } = services.data;
  return (
    <>
      <Panel title="服务接入" extra={items.length > 0 && add}>
        {items.length === 0 ? (
          <EmptyState title="还没有接入短信或外呼服务" action={add}>
            {can("connection.write")
              ? "填写服务地址、AppKey 和密钥即可；签名、幂等和回执的约定在《集成指南》里。"
              : "请系统管理员接入服务商。"}
          </EmptyState>
        ) : (
          <ul className={styles.cards}>
            {items.map((service) => (
              <ServiceCard key={service.id} service={service} onEdit={() => setEdited(service)} />
            ))}
          </ul>
        )}
      </Panel>
      {edited && <ServiceForm service={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}
