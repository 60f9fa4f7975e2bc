import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { Checkbox, DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import dayjs from "dayjs";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { groupPermissions, usePermissions } from "../roles/role-api.ts";
import styles from "../roles/roles-page.module.css";

export type ApiKey = AnswerOf<"/api/v1/api-keys">["items"][number];
/** With the key itself; this is the only time it is seen. */
export type MadeKey = AnswerOf<"/api/v1/api-keys", "post">;

interface Values {
  name: string;
  permissions: BodyOf<"/api/v1/api-keys", "post">["permissions"];
  unitId: string;
  expiresOn?: Dayjs;
}

/** Makes a key with some of one's own permissions, in a part of one's own scope. */
export function NewKeyForm({ onClose, onDone }: { onClose: () => void; onDone: (made: MadeKey) => void }) {
  const [form] = Form.useForm<Values>();
  const can = useCan();
  const permissions = usePermissions();
  const offered = (permissions.data?.items ?? []).filter(({ code }) => can(code) && code !== "api_key.write");
  const save = useAction<Values, MadeKey>({
    run: ({ expiresOn, ...body }) =>
      answer(
        api.POST("/api/v1/api-keys", {
          body: { ...body, expiresAt: expiresOn ? `${expiresOn.format("YYYY-MM-DD")}T23:59:59+08:00` : undefined },
        }),
      ),
    refresh: [["api-keys"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="创建接口密钥"
      submitText="创建密钥"
      width={560}
      initialValues={{ permissions: [] }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label="给谁用"
        extra="一个系统一把，停用时不影响别的系统。"
        rules={[{ required: true, message: "请写明给哪个系统用" }, { max: 60 }]}
      >
        <Input placeholder="例如：小程序行为上报" />
      </Form.Item>
      <Form.Item
        name="unitId"
        label="数据范围"
        extra="只能看到和写入这里及其下级的数据。"
        rules={[{ required: true, message: "请选择数据范围" }]}
      >
        <UnitSelect />
      </Form.Item>
      <Form.Item name="expiresOn" label="到期日（含，选填）" extra="到期自动失效；不填则长期有效。">
        <DatePicker style={{ width: "100%" }} minDate={dayjs()} />
      </Form.Item>
      <Form.Item
        name="permissions"
        label="可以做什么"
        extra="只列出你自己有的权限。"
        rules={[{ required: true, message: "至少选一项" }]}
      >
        <Checkbox.Group style={{ display: "block" }}>
          {groupPermissions(offered).map((group) => (
            <fieldset key={group.label} className={styles.group}>
              <legend>{group.label}</legend>
              {group.items.map((permission) => (
                <Checkbox key={permission.code} value={permission.code}>
                  {permission.name}
                </Checkbox>
              ))}
            </fieldset>
          ))}
        </Checkbox.Group>
      </Form.Item>
    </FormDrawer>
  );
}
