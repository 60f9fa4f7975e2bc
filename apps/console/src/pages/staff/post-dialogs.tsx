import { Alert, DatePicker, Form, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { shopToday } from "../../shared/format/date.ts";
import { PostFields, type PostValues, postOf } from "./post-fields.tsx";
import { assignPost, endPost, type Post, resetPassword, type Staff } from "./staff-api.ts";

const refresh = [["staff"], ["stores"], ["organization"], ["roles"]] as const;

/** Gives somebody a further post. */
export function AddPostForm({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const [form] = Form.useForm<PostValues>();
  const save = useAction<PostValues, Staff>({
    run: (values) => assignPost(staff.id, postOf(values)),
    done: "已添加任职",
    refresh,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<PostValues>
      form={form}
      title={`给「${staff.name}」添加任职`}
      submitText="添加任职"
      initialValues={{ kind: "regular", fromDay: dayjs(shopToday()) }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <PostFields />
    </FormDrawer>
  );
}

/** Ends a post with a last day. */
export function EndPostDialog({ staff, post, onClose }: { staff: Staff; post: Post; onClose: () => void }) {
  const [lastDay, setLastDay] = useState<Dayjs>(dayjs(shopToday()));
  const end = useAction({
    run: () => endPost(staff.id, post.id, lastDay.format("YYYY-MM-DD")),
    done: "任职已结束",
    refresh,
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <Modal
      open
      title={`结束「${staff.name}」在${post.unitName}的任职？`}
      okText="结束任职"
      okButtonProps={{ danger: true }}
      cancelText="取消"
      confirmLoading={end.isPending}
      onCancel={onClose}
      onOk={() => end.mutate()}
      width={440}
    >
      {end.isError && <Alert type="error" showIcon title={problemText(end.error).title} style={{ marginBottom: 12 }} />}
      <p style={{ marginBottom: 12 }}>
        最后一天过后，{staff.name}不再看得到{post.unitName}的客户和数据。绑定在名下的客户不会自动转走。
      </p>
      <DatePicker
        aria-label="最后一天"
        value={lastDay}
        allowClear={false}
        onChange={(day) => setLastDay(day ?? lastDay)}
        style={{ width: "100%" }}
      />
    </Modal>
  );
}

/** Sets somebody's password; they change it when they next sign in. */
export function ResetPasswordDialog({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const [password, setPassword] = useState("");
  const reset = useAction({
    run: () => resetPassword(staff.id, password),
    done: "密码已重设，请把新密码告诉本人；登录后要先改成自己的密码",
    refresh: [["staff"]],
    onDone: onClose,
    quietFailure: true,
  });
  const problem = reset.isError ? problemText(reset.error) : null;
  return (
    <Modal
      open
      title={`重设「${staff.name}」的密码`}
      okText="重设密码"
      cancelText="取消"
      okButtonProps={{ disabled: password === "" }}
      confirmLoading={reset.isPending}
      onCancel={onClose}
      onOk={() => reset.mutate()}
      width={440}
    >
      {problem && (
        <Alert type="error" showIcon title={problem.title} description={problem.detail} style={{ marginBottom: 12 }} />
      )}
      <p style={{ marginBottom: 12 }}>重设后，{staff.name}在所有设备上都要用新密码重新登录。</p>
      <Input.Password
        aria-label="新密码"
        placeholder="新密码"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </Modal>
  );
}
