import { Alert, Button, Form, Input, Modal, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../../session/me.ts";
import { useAction } from "../../../shared/action/use-action.tsx";
import { problemText } from "../../../shared/feedback/states.tsx";
import { StoreFilter } from "../../../shared/filter/store-filter.tsx";
import { DateTime } from "../../../shared/format/values.tsx";
import { GuidePicker } from "../guide-picker.tsx";
import { bindMember, type Profile } from "../member-api.ts";
import styles from "./profile.module.css";

interface Values {
  guideId?: string;
  storeNo?: string;
  reason: string;
}

function StoreField({ value, onChange }: { value?: string; onChange?: (value: string | undefined) => void }) {
  return <StoreFilter value={value} onChange={(next) => onChange?.(next)} />;
}

function GuideField({ value, onChange }: { value?: string; onChange?: (value: string | undefined) => void }) {
  return <GuidePicker value={value} onChange={(next) => onChange?.(next)} style={{ width: "100%" }} />;
}

function BindDialog({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Profile>({
    run: ({ guideId, storeNo, reason }) =>
      bindMember(profile.memberNo, { guideId: guideId ?? null, storeNo: storeNo ? Number(storeNo) : null, reason }),
    done: "归属已变更",
    refresh: [["members"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <Modal
      open
      title="变更归属"
      okText="变更归属"
      cancelText="取消"
      confirmLoading={save.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
      width={460}
    >
      {save.isError && (
        <Alert type="error" showIcon title={problemText(save.error).title} style={{ marginBottom: 12 }} />
      )}
      <p style={{ marginBottom: 12 }}>新归属的导购和门店会看到这位客户，以后的业绩归他们；变更前的业绩不变。</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          guideId: profile.guideId ?? undefined,
          storeNo: profile.storeNo ? String(profile.storeNo) : undefined,
        }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="storeNo" label="门店">
          <StoreField />
        </Form.Item>
        <Form.Item name="guideId" label="导购">
          <GuideField />
        </Form.Item>
        <Form.Item name="reason" label="原因" rules={[{ required: true, min: 2, message: "请写明原因（至少两个字）" }]}>
          <Input maxLength={200} placeholder="例如：原导购离职" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** Whose customer this is, and was. */
export function BindingPanel({ profile }: { profile: Profile }) {
  const can = useCan();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      {profile.bindings.length === 0 ? (
        <p className={styles.faint}>还没有绑定导购或门店。</p>
      ) : (
        <ul className={styles.bindings}>
          {profile.bindings.map((binding) => (
            <li key={binding.id} data-over={binding.unboundAt !== null || undefined}>
              <div>
                {binding.guideName ?? "（不指定导购）"}
                {binding.storeNo && (
                  <>
                    {" · "}
                    <Link to={`/stores/${binding.storeNo}`}>{binding.storeName}</Link>
                  </>
                )}{" "}
                {binding.primary && <Tag color="success">当前</Tag>}
              </div>
              <div className={styles.faint}>
                <DateTime value={binding.boundAt} />{" "}
                {binding.unboundAt ? (
                  <>
                    至 <DateTime value={binding.unboundAt} />
                  </>
                ) : (
                  "起"
                )}
                {" · "}
                {binding.boundBy}
                {binding.reason && ` · ${binding.reason}`}
              </div>
            </li>
          ))}
        </ul>
      )}
      {can("member.write") && (
        <Button size="small" style={{ marginTop: 8 }} onClick={() => setAsking(true)}>
          变更归属
        </Button>
      )}
      {isAsking && <BindDialog profile={profile} onClose={() => setAsking(false)} />}
    </>
  );
}
