import { DatePicker, Form, Input, Radio, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { createTask, editTask, friendKey, type NewTask, type Task } from "./friend-api.ts";

interface Values extends Omit<NewTask, "dueOn"> {
  dueOn?: Dayjs | null;
}

const usualScript =
  "{称呼}，您好！我是{门店}的专属导购{导购}，感谢您一直以来的支持，为您准备了{礼遇}。通过好友后我发给您，有问题随时找我。";

/** A list with its offer and opening words; people are put on it afterwards. */
export function TaskForm({
  task,
  onClose,
  onDone,
}: {
  task?: Task;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Task>({
    run: ({ dueOn, ...values }) => {
      const body = { ...values, dueOn: dueOn?.format("YYYY-MM-DD") ?? null };
      return task ? editTask(task.id, body) : createTask(body);
    },
    done: task ? "已保存" : "已新建，接着安排名单",
    refresh: [friendKey],
    onDone: ({ id }) => onDone(id),
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={task ? "修改任务" : "新建加好友任务"}
      hint="导购按名单先打电话再加好友。有没有加上，由企业微信的真实好友关系说了算。"
      submitText={task ? "保存" : "新建"}
      width={560}
      initialValues={
        task
          ? { ...task, dueOn: task.dueOn ? dayjs(task.dueOn) : null }
          : { strangers: "company", script: usualScript, offer: "" }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="任务名称" rules={[{ required: true, min: 2, message: "请填写任务名称" }]}>
        <Input maxLength={60} placeholder="例如：周年庆老客加企微" />
      </Form.Item>
      <Form.Item name="offer" label="礼遇（选填）" extra="通过好友后给客户的券或礼品，会写进开场白">
        <Input maxLength={100} placeholder="例如：满 100 减 20 元券" />
      </Form.Item>
      <Form.Item
        name="script"
        label="开场白"
        rules={[{ required: true, min: 10, message: "请写一段开场白，至少 10 个字" }]}
        extra={
          <>
            可用占位：<Typography.Text code>{"{称呼}"}</Typography.Text>
            <Typography.Text code>{"{导购}"}</Typography.Text>
            <Typography.Text code>{"{门店}"}</Typography.Text>
            <Typography.Text code>{"{礼遇}"}</Typography.Text>
            ，导购复制时自动换成这位客户的
          </>
        }
      >
        <Input.TextArea rows={5} maxLength={500} />
      </Form.Item>
      {!task && (
        <Form.Item name="strangers" label="谁不用再加">
          <Radio.Group
            options={[
              { value: "company", label: "公司任何人的好友" },
              { value: "guide", label: "只有这位导购的好友" },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name="dueOn" label="希望完成的日期（选填）">
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}
