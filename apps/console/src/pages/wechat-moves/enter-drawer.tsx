import { App, Form, Input, Segmented } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { enterCustomers, enterGroups, movesKey, type Taken } from "./move-api.ts";
import { readCustomers, readGroups } from "./read-list.ts";

interface Values {
  kind: "customers" | "groups";
  text: string;
}

const most = 2_000;

/** Pastes what a guide has in personal WeChat; wrong lines are named and nothing is taken. */
export function EnterDrawer({ moveId, onClose }: { moveId: string; onClose: () => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? "customers";
  const text = Form.useWatch("text", form) ?? "";
  const count = (kind === "customers" ? readCustomers(text) : readGroups(text)).length;
  const enter = useAction<Values, Taken>({
    run: (values) =>
      values.kind === "customers"
        ? enterCustomers(moveId, readCustomers(values.text))
        : enterGroups(moveId, readGroups(values.text)),
    refresh: [movesKey],
    onDone: ({ added, known }) => {
      message.success(`已录入 ${added} 条${known > 0 ? `，${known} 条之前录过` : ""}`);
      onClose();
    },
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="录入个人微信里的客户与群"
      hint="从表格里复制粘贴即可。重复录入不会算两次；有写错的行会指出来，改好再交。"
      submitText={count > 0 ? `录入 ${count} 条` : "录入"}
      width={620}
      initialValues={{ kind: "customers" }}
      onSubmit={(values) => enter.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="录入什么">
        <Segmented
          options={[
            { value: "customers", label: "客户" },
            { value: "groups", label: "微信群" },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="text"
        label={kind === "customers" ? "一行一位客户" : "一行一个群"}
        extra={
          kind === "customers"
            ? "列依次为：手机号、备注名、微信号、标签（用 / 隔开）、导购工号。没有手机号就只写备注名；不写工号就是自己的客户。"
            : "列依次为：群名、人数、导购工号。不写工号就是自己的群。"
        }
        rules={[
          { required: true, message: "请粘贴名单" },
          {
            validator: () =>
              count > most ? Promise.reject(new Error(`一次最多 ${most} 条，请分几次`)) : Promise.resolve(),
          },
        ]}
      >
        <Input.TextArea
          rows={12}
          placeholder={
            kind === "customers"
              ? "13712345678\t张姐\twxid_01\tVIP/老客\n小王（没有手机号）"
              : "果粉一群\t320\n果粉二群\t90"
          }
        />
      </Form.Item>
    </FormDrawer>
  );
}
