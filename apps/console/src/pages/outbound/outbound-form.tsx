import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, Form, type FormInstance, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { MomentCheck } from "../moments/moment-check.tsx";
import { AudienceFields } from "./audience-fields.tsx";
import { MessagePreview } from "./message-preview.tsx";
import { type Choices, choicesQuery, type OutboundDraft, sendMessage } from "./outbound-api.ts";
import { addresseesOf, contentOf, type Values } from "./outbound-draft.ts";
import { channelHints, channelNames, type WritableChannel, writableChannels } from "./outbound-words.ts";
import { PhoneContentFields } from "./phone-content-fields.tsx";
import { ReachLine } from "./reach-line.tsx";

/** Something written elsewhere that goes out by this form, once. */
export interface Prepared extends Pick<Values, "channel" | "title" | "text" | "link"> {
  readonly businessKey: string;
}

interface OutboundFormProps {
  /** A 人群包 that it is for, to begin with. */
  readonly audienceId?: string;
  readonly prepared?: Prepared;
  /** Where it goes, to begin with. */
  readonly channel?: WritableChannel;
  readonly onClose: () => void;
  /** The new message; none when the very same was handed over before. */
  readonly onDone: (id: string | undefined) => void;
}

function pick(prepared: Prepared | undefined): Partial<Values> {
  if (!prepared) return {};
  const { businessKey: _, ...values } = prepared;
  return values;
}

const submitTexts: Partial<Record<WritableChannel, string>> = { wecom_app: "发送", sms: "发送", ai_call: "开始外呼" };

const nothing: Choices = { accounts: [], staff: [], groups: [], tags: [] };

function ContentFields({ channel }: { readonly channel: WritableChannel }) {
  return (
    <>
      <Form.Item
        name="title"
        label={channel === "wecom_app" ? "标题" : "名称"}
        tooltip={channel === "wecom_app" ? "带链接时显示在卡片上" : "只在飞轮里看到，用来找这条消息"}
        rules={[{ required: true, message: "请填写名称" }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="text" label="文字" rules={[{ required: true, message: "请填写要发送的文字" }]}>
        <Input.TextArea rows={4} maxLength={channel === "wecom_app" ? 500 : 2000} showCount />
      </Form.Item>
      <Form.Item name={["link", "url"]} label="链接（可不填）" rules={[{ type: "url", message: "请填写完整网址" }]}>
        <Input placeholder="https://" />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(before, after) => before.link?.url !== after.link?.url}>
        {({ getFieldValue }: FormInstance<Values>) =>
          getFieldValue(["link", "url"]) && (
            <Form.Item
              name={["link", "title"]}
              label="链接标题"
              rules={[{ required: true, message: "请填写链接标题" }]}
            >
              <Input maxLength={64} />
            </Form.Item>
          )
        }
      </Form.Item>
    </>
  );
}

/** Writes a message: to whom, what, and how many it reaches before it goes. */
export function OutboundForm({ audienceId, prepared, channel: begin, onClose, onDone }: OutboundFormProps) {
  const first = prepared?.channel ?? begin ?? "wecom_mass";
  const [form] = Form.useForm<Values>();
  // One key per opened form: pressing twice, or again after a lost answer, sends once.
  const [businessKey] = useState(() => prepared?.businessKey ?? `console:${crypto.randomUUID()}`);
  const values = Form.useWatch((all: Values) => all, form) ?? ({ channel: first } as Values);
  const { channel = first } = values;
  const choices = useQuery(choicesQuery(channel, values.accountId));
  const { accounts } = choices.data ?? nothing;
  const accountId = values.accountId ?? accounts[0]?.id;
  const addressees = useMemo(() => addresseesOf(values, accountId), [values, accountId]);
  const send = useAction<OutboundDraft, { ids: string[] }>({
    run: sendMessage,
    done: "已提交，正在交给平台",
    refresh: [["outbound", "list"]],
    onDone: ({ ids }) => onDone(ids[0]),
    quietFailure: true,
  });
  const submit = async (all: Values) => {
    const to = addresseesOf(all, accountId);
    if (to) await send.mutateAsync({ ...to, businessKey, title: all.title, content: contentOf(all) });
  };
  return (
    <FormDrawer
      form={form}
      title="新建群发"
      hint={channelHints[channel]}
      submitText={submitTexts[channel] ?? "提交给导购确认"}
      initialValues={{ channel: first, kind: "marketing", audienceId, ...pick(prepared) }}
      onSubmit={submit}
      onClose={onClose}
      width={560}
    >
      {choices.data && accounts.length === 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={
            channel === "sms" || channel === "ai_call"
              ? `还没有接入${channelNames[channel]}服务，接入后才能发送`
              : "还没有接入企业微信，接入后才能群发"
          }
          action={
            <Link to={channel === "sms" || channel === "ai_call" ? "/phone-touches?tab=services" : "/connections"}>
              去接入
            </Link>
          }
        />
      )}
      <Form.Item name="channel" label="发到哪里">
        <Select
          disabled={prepared !== undefined}
          options={writableChannels.map((value) => ({ value, label: channelNames[value] }))}
        />
      </Form.Item>
      {accounts.length > 1 && (
        <Form.Item name="accountId" label={channel === "sms" || channel === "ai_call" ? "服务" : "企业"}>
          <Select
            placeholder={accounts[0]?.name}
            options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      <AudienceFields channel={channel} values={values} choices={choices.data ?? nothing} loading={choices.isLoading} />
      {(channel === "wecom_mass" || channel === "sms" || channel === "ai_call") && (
        <Form.Item name="kind" label="属于" tooltip="营销消息受「触达策略」限制最严；别把营销写成服务">
          <Select
            options={[
              { value: "marketing", label: "营销（新品、活动、优惠）" },
              { value: "service", label: "服务（提醒、通知、回访）" },
            ]}
          />
        </Form.Item>
      )}
      <ReachLine channel={channel} addressees={addressees} />
      {channel === "sms" || channel === "ai_call" ? (
        <PhoneContentFields channel={channel} accountId={accountId} values={values} />
      ) : (
        <ContentFields channel={channel} />
      )}
      {channel === "wecom_mass" && (
        <Form.Item name="allowSelect" valuePropName="checked">
          <Checkbox>导购确认时可以去掉个别客户</Checkbox>
        </Form.Item>
      )}
      {channel === "wecom_moment" && (
        <MomentCheck body={accountId && values.text ? { accountId, content: contentOf(values) } : null} />
      )}
      {channel !== "sms" && channel !== "ai_call" && (
        <Form.Item label="预览">
          <MessagePreview content={contentOf(values)} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
