import { Checkbox, Divider, Form, Input } from "antd";
import dayjs from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { PostFields, type PostValues, postOf } from "./post-fields.tsx";
import { createStaff, editStaff, type Staff } from "./staff-api.ts";

interface NewValues extends PostValues {
  code: string;
  name: string;
  hasAccount: boolean;
  login?: string;
  password?: string;
}

/** Adds somebody with a first post, and an account when wanted. */
export function NewStaffForm({ onClose, onDone }: { onClose: () => void; onDone: (staff: Staff) => void }) {
  const [form] = Form.useForm<NewValues>();
  const hasAccount = Form.useWatch("hasAccount", form);
  const save = useAction<NewValues, Staff>({
    run: ({ code, name, hasAccount: account, login, password, ...post }) =>
      createStaff({ code, name, ...(account ? { login, password } : {}), posts: [postOf(post)] }),
    done: (staff) => `已添加「${staff.name}」`,
    refresh: [["staff"], ["organization"], ["stores"], ["roles"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<NewValues>
      form={form}
      title="添加员工"
      submitText="添加员工"
      initialValues={{ kind: "regular", fromDay: dayjs(shopToday()), hasAccount: true }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true, message: "请输入姓名" }]}>
        <Input />
      </Form.Item>
      <Form.Item
        name="code"
        label="工号"
        extra="与人事系统一致，导入客户归属时靠它认人。"
        rules={[{ required: true, message: "请输入工号" }]}
      >
        <Input />
      </Form.Item>
      <Divider titlePlacement="start" plain>
        任职
      </Divider>
      <PostFields />
      <Divider titlePlacement="start" plain>
        登录
      </Divider>
      <Form.Item name="hasAccount" valuePropName="checked">
        <Checkbox>可以登录飞轮</Checkbox>
      </Form.Item>
      {hasAccount && (
        <>
          <Form.Item
            name="login"
            label="登录名"
            rules={[
              { required: true, message: "请输入登录名" },
              { pattern: /^[a-zA-Z0-9][a-zA-Z0-9._@-]{2,59}$/, message: "用 3–60 个字母、数字或 . _ @ -" },
            ]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="password"
            label="初始密码"
            extra="第一次登录时必须改成自己的密码。"
            rules={[{ required: true, message: "请输入初始密码" }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}

interface EditValues {
  code: string;
  name: string;
  login?: string;
}

/** Changes name, code or login of somebody. */
export function EditStaffForm({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const [form] = Form.useForm<EditValues>();
  const save = useAction<EditValues, Staff>({
    run: ({ code, name, login }) => editStaff(staff.id, { code, name, login: login?.trim() ? login.trim() : null }),
    done: "已保存",
    refresh: [["staff"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<EditValues>
      form={form}
      title={`编辑「${staff.name}」`}
      initialValues={{ code: staff.code, name: staff.name, login: staff.login ?? "" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true, message: "请输入姓名" }]}>
        <Input />
      </Form.Item>
      <Form.Item name="code" label="工号" rules={[{ required: true, message: "请输入工号" }]}>
        <Input />
      </Form.Item>
      <Form.Item name="login" label="登录名" extra="清空会停用这个账号。第一次填写后，请再「重设密码」。">
        <Input autoComplete="off" />
      </Form.Item>
    </FormDrawer>
  );
}
