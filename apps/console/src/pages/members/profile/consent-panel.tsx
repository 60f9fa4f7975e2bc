import { Alert, Button, Form, Input, Modal, Radio, Select, Table, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../../session/me.ts";
import { useAction } from "../../../shared/action/use-action.tsx";
import { problemText } from "../../../shared/feedback/states.tsx";
import { optionsOf } from "../../../shared/filter/store-filter.tsx";
import { DateTime } from "../../../shared/format/values.tsx";
import { type Consent, type Profile, recordConsent } from "../member-api.ts";
import styles from "./profile.module.css";

const purposes = {
  membership: "会员服务",
  marketing: "营销推送",
  profiling: "画像与个性化推荐",
  data_sharing: "与合作方共享",
  chat_archive: "会话存档",
} as const;

const channels = {
  any: "不限",
  sms: "短信",
  phone_call: "电话",
  wecom: "企业微信",
  official_account: "公众号",
  mini_program: "小程序订阅消息",
  email: "邮件",
} as const;

interface Values {
  purpose: keyof typeof purposes;
  channel: keyof typeof channels;
  granted: boolean;
  evidence: string;
}

function ConsentDialog({ memberNo, onClose }: { memberNo: number; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const purpose = Form.useWatch("purpose", form);
  const save = useAction<Values, Profile>({
    run: (values) =>
      recordConsent(memberNo, { ...values, channel: values.purpose === "marketing" ? values.channel : "any" }),
    done: "已记录",
    refresh: [["members"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <Modal
      open
      title="记录客户的授权或撤回"
      okText="记录"
      cancelText="取消"
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      width={460}
    >
      {save.isError && (
        <Alert type="error" showIcon title={problemText(save.error).title} style={{ marginBottom: 12 }} />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ purpose: "marketing", channel: "sms", granted: false }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="granted" label="客户">
          <Radio.Group
            options={[
              { value: false, label: "不同意 / 撤回" },
              { value: true, label: "同意" },
            ]}
          />
        </Form.Item>
        <Form.Item name="purpose" label="用于">
          <Select options={optionsOf(purposes)} />
        </Form.Item>
        {purpose === "marketing" && (
          <Form.Item name="channel" label="通过什么联系">
            <Select options={optionsOf(channels)} />
          </Form.Item>
        )}
        <Form.Item
          name="evidence"
          label="客户怎么表示的"
          rules={[{ required: true, message: "请写明凭据，例如：到店口头告知，店长在场" }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder="例如：门店纸质签字；客户来电要求不再发短信" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** What the member agreed to, per purpose and channel. */
export function ConsentPanel({ profile }: { profile: Profile }) {
  const can = useCan();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      {profile.consent.length === 0 ? (
        <p className={styles.faint}>还没有授权记录。没有同意过的用途和渠道，不能用来触达。</p>
      ) : (
        <Table<Consent>
          size="small"
          pagination={false}
          scroll={{ x: "max-content" }}
          rowKey={(row) => `${row.purpose}-${row.channel}`}
          dataSource={[...profile.consent]}
          columns={[
            { title: "用于", render: (_, row) => purposes[row.purpose as keyof typeof purposes] ?? row.purpose },
            { title: "渠道", render: (_, row) => channels[row.channel as keyof typeof channels] ?? row.channel },
            {
              title: "客户",
              render: (_, row) => (row.granted ? <Tag color="success">同意</Tag> : <Tag color="error">不同意</Tag>),
            },
            { title: "时间", render: (_, row) => <DateTime value={row.at} /> },
            { title: "来源", render: (_, row) => (row.source === "console" ? "后台记录" : row.source) },
          ]}
        />
      )}
      {can("member.write") && (
        <Button size="small" style={{ marginTop: 12 }} onClick={() => setAsking(true)}>
          记录授权或撤回
        </Button>
      )}
      {isAsking && <ConsentDialog memberNo={profile.memberNo} onClose={() => setAsking(false)} />}
    </>
  );
}
