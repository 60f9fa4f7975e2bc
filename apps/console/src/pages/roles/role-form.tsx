import { Checkbox, Form, Input, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { unitKindNames } from "../../shared/organization/units.ts";
import {
  createRole,
  editRole,
  groupPermissions,
  homeNames,
  type PermissionName,
  type Role,
  type RoleFields,
} from "./role-api.ts";
import styles from "./roles-page.module.css";

interface RoleFormProps {
  /** What to start from: the role to edit, or one to copy. */
  readonly from: Role | null;
  readonly mode: "create" | "edit";
  readonly permissions: readonly PermissionName[];
  readonly onClose: () => void;
}

type Values = { -readonly [Key in keyof RoleFields]: RoleFields[Key] };

/** Creates a role (perhaps as a copy), or edits one. */
export function RoleForm({ from, mode, permissions, onClose }: RoleFormProps) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, { name: string }>({
    run: ({ code, ...fields }) =>
      mode === "edit" && from ? editRole(from.code, fields) : createRole({ code, ...fields }),
    done: (role) => (mode === "edit" ? "已保存，担任者下一次操作起生效" : `已新建角色「${role.name}」`),
    refresh: [["roles"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      width={560}
      title={mode === "edit" ? `编辑角色「${from?.name}」` : from ? `复制「${from.name}」为新角色` : "新建角色"}
      submitText={mode === "edit" ? "保存" : "新建角色"}
      hint={
        mode === "edit" && from && from.holders > 0
          ? `有 ${from.holders} 人担任这个角色，保存后他们能做的事立即改变。`
          : undefined
      }
      initialValues={
        from
          ? { ...from, ...(mode === "create" ? { code: "", name: "" } : {}) }
          : { permissions: [], unitKinds: ["store"], home: "overview", duties: "" }
      }
      onSubmit={(values) => save.mutateAsync({ ...values, duties: values.duties ?? "" })}
      onClose={onClose}
    >
      <Form.Item name="name" label="角色名称" rules={[{ required: true, message: "请输入角色名称" }, { max: 30 }]}>
        <Input placeholder="例如：会员专员" />
      </Form.Item>
      {mode === "create" && (
        <Form.Item
          name="code"
          label="编码"
          extra="给接口和导入用，建好后不能改。"
          rules={[
            { required: true, message: "请输入编码" },
            { pattern: /^[a-z][a-z0-9_]{0,39}$/, message: "用小写字母、数字和下划线，以字母开头" },
          ]}
        >
          <Input placeholder="member_specialist" />
        </Form.Item>
      )}
      <Form.Item name="duties" label="职责" rules={[{ max: 500 }]}>
        <Input.TextArea rows={2} placeholder="担任这个角色的人负责什么" />
      </Form.Item>
      <Form.Item
        name="unitKinds"
        label="可以任职于"
        extra="任职在哪里，就看得到哪里和它下面的数据。"
        rules={[{ required: true, message: "至少选一种" }]}
      >
        <Checkbox.Group options={optionsOf(unitKindNames)} />
      </Form.Item>
      <Form.Item name="home" label="登录后打开">
        <Select options={optionsOf(homeNames)} />
      </Form.Item>
      <Form.Item name="permissions" label="可以做什么">
        <Checkbox.Group style={{ display: "block" }}>
          {groupPermissions(permissions).map((group) => (
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
