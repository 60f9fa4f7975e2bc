import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { Link } from "react-router";
import { formatMoneyExact } from "../../shared/format/number.ts";
import { phoneSettingsQuery, templatesQuery } from "../phone-touches/phone-api.ts";
import styles from "./outbound.module.css";
import type { Values } from "./outbound-draft.ts";

/** Carriers count a long message by parts of 67 characters, a short one has up to 70. */
const partsOf = (text: string) => ([...text].length <= 70 ? 1 : Math.ceil([...text].length / 67));

interface PhoneContentFieldsProps {
  readonly channel: "sms" | "ai_call";
  readonly accountId: string | undefined;
  readonly values: Values;
}

/** What is sent or said: an approved template with its variables, how it arrives, and what one costs. */
export function PhoneContentFields({ channel, accountId, values }: PhoneContentFieldsProps) {
  const templates = useQuery(templatesQuery);
  const settings = useQuery(phoneSettingsQuery);
  const own = (templates.data?.items ?? []).filter((each) => each.kind === channel && each.serviceId === accountId);
  const template = own.find(({ id }) => id === values.templateId);
  const text = template?.example.replaceAll(
    /\{([^{}]{1,20})\}/g,
    (whole, name: string) => values.data?.[name] || whole,
  );
  const prices = settings.data?.value;
  const parts = text ? partsOf(text) : 0;
  return (
    <>
      <Form.Item name="title" label="名称" tooltip="只在飞轮里看到" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="templateId"
        label={channel === "sms" ? "短信模板" : "外呼话术"}
        rules={[{ required: true, message: "请选择" }]}
        extra={<Link to="/phone-touches">管理模板与话术</Link>}
      >
        <Select
          loading={templates.isPending}
          options={own.map(({ id, name, pausedAt }) => ({
            value: id,
            label: pausedAt ? `${name}（已暂停）` : name,
            disabled: pausedAt !== null,
          }))}
          notFoundContent="这个服务还没有登记模板"
        />
      </Form.Item>
      {template?.variables.map((name) => (
        <Form.Item
          key={name}
          name={["data", name]}
          label={name}
          rules={[{ required: true, message: `请填写「${name}」` }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      ))}
      {text && (
        <Form.Item label={channel === "sms" ? "收到时的样子" : "话术"}>
          <section className={styles.chat} aria-label="预览">
            <div className={styles.bubble}>{text}</div>
          </section>
          {prices && (
            <p className={styles.quiet}>
              {channel === "sms"
                ? `${[...text].length} 个字，按 ${parts} 条计费，每人约 ${formatMoneyExact(parts * prices.smsPartFen)}`
                : `接听才计费，每分钟约 ${formatMoneyExact(prices.callMinuteFen)}；没人接最多重拨 ${prices.redials} 次`}
            </p>
          )}
        </Form.Item>
      )}
    </>
  );
}
