import { Button, DatePicker, Form, Input, Radio, Tooltip } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useCan } from "../../../session/me.ts";
import { useAction } from "../../../shared/action/use-action.tsx";
import { FormDrawer } from "../../../shared/form/form-drawer.tsx";
import { formatDateTime } from "../../../shared/format/date.ts";
import { channelName } from "../../../shared/vocabulary/channels.ts";
import { type Attribute, editMember, type Profile } from "../member-api.ts";
import styles from "./profile.module.css";

function valueWords({ name, value }: Attribute): string {
  if (name === "gender") return value === "female" ? "女" : value === "male" ? "男" : value;
  if (name === "registeredAt") return formatDateTime(value);
  if (name === "registeredChannel") return channelName(value);
  return value;
}

const hidden = new Set(["registeredStoreNo"]);

interface Values {
  name?: string;
  gender?: string;
  birthday?: Dayjs;
  province?: string;
  city?: string;
  address?: string;
  email?: string;
  remark?: string;
}

/** Corrects what is known; personal fields that stay empty keep what they have, for they are not shown in the clear here. */
function EditForm({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const known = new Map(profile.attributes.map((attribute) => [attribute.name, attribute]));
  const open = (name: string) => {
    const attribute = known.get(name);
    return attribute && !attribute.masked ? attribute.value : undefined;
  };
  const masked = (name: string) => (known.get(name)?.masked ? `现为 ${known.get(name)?.value}，不改就留空` : undefined);
  const save = useAction<Values, Profile>({
    run: ({ birthday, ...texts }) => {
      const changed = Object.entries(texts).filter(([name, value]) => value && value !== open(name)) as [
        string,
        string,
      ][];
      const day = birthday?.format("YYYY-MM-DD");
      return editMember(profile.memberNo, {
        ...Object.fromEntries(changed),
        ...(day && day !== open("birthday") ? { birthday: day } : {}),
      });
    },
    done: "资料已更正",
    refresh: [["members"]],
    onDone: onClose,
    quietFailure: true,
  });
  const birthday = open("birthday");
  return (
    <FormDrawer<Values>
      form={form}
      title="更正资料"
      hint="后台更正的内容优先于各系统传来的，之后导入不会覆盖它。"
      initialValues={{
        name: open("name"),
        gender: open("gender"),
        birthday: birthday && /^\d{4}-/.test(birthday) ? dayjs(birthday) : undefined,
        province: open("province"),
        city: open("city"),
        address: open("address"),
        email: open("email"),
        remark: open("remark"),
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="姓名">
        <Input maxLength={64} placeholder={masked("name")} />
      </Form.Item>
      <Form.Item name="gender" label="性别">
        <Radio.Group
          options={[
            { value: "female", label: "女" },
            { value: "male", label: "男" },
          ]}
        />
      </Form.Item>
      <Form.Item name="birthday" label="生日">
        <DatePicker style={{ width: "100%" }} placeholder={masked("birthday") ?? "选择日期"} />
      </Form.Item>
      <Form.Item name="province" label="省份">
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="city" label="城市">
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="address" label="地址">
        <Input maxLength={256} placeholder={masked("address")} />
      </Form.Item>
      <Form.Item name="email" label="邮箱">
        <Input maxLength={254} placeholder={masked("email")} />
      </Form.Item>
      <Form.Item name="remark" label="备注">
        <Input.TextArea rows={3} maxLength={500} placeholder={masked("remark")} />
      </Form.Item>
    </FormDrawer>
  );
}

/** What sources say about the member, with who said it. */
export function AttributesPanel({ profile }: { profile: Profile }) {
  const can = useCan();
  const [isEditing, setEditing] = useState(false);
  const shown = profile.attributes.filter(({ name }) => !hidden.has(name));
  return (
    <>
      {shown.length === 0 ? (
        <p className={styles.faint}>还没有资料。</p>
      ) : (
        <dl className={styles.facts}>
          {shown.map((attribute) => (
            <div key={attribute.name}>
              <dt>{attribute.label}</dt>
              <dd>
                <Tooltip
                  title={`来自 ${attribute.source === "console" ? "后台更正" : attribute.source} · ${formatDateTime(attribute.at)}`}
                >
                  <span>{valueWords(attribute)}</span>
                </Tooltip>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {can("member.write") && (
        <Button size="small" onClick={() => setEditing(true)}>
          更正资料
        </Button>
      )}
      {isEditing && <EditForm profile={profile} onClose={() => setEditing(false)} />}
    </>
  );
}
