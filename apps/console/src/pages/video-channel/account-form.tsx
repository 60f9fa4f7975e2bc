import { Form, Input, InputNumber, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Account, type AccountDraft, type Accounts, addAccount, editAccount, saveSetting } from "./video-api.ts";

type Values = Pick<Account, "name" | "finderId" | "tone" | "themes" | "titleMark" | "topics">;

/** A video channel: its tone, its themes, and what marks its works (CH-17). */
export function AccountForm({
  account,
  words,
  onClose,
  onSaved,
}: {
  readonly account: Account | null;
  readonly words: Accounts;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, Account>({
    run: (values) => {
      const draft: AccountDraft = { ...values, unitId: account?.unitId ?? null };
      return account ? editAccount(account.id, { ...draft, version: account.version }) : addAccount(draft);
    },
    done: "已保存",
    refresh: [["video-channel"]],
    onDone: ({ id }) => {
      onSaved(id);
      onClose();
    },
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={account ? `${account.name}的定位与风格` : "登记视频号"}
      hint="定位和风格是检查作品的尺子：标题标识、固定话题、统一封面，都按这里写的算。"
      initialValues={account ?? { themes: ["product"], topics: [] }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="视频号名称" rules={[{ required: true, message: "请填写视频号名称" }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="tone" label="一句话定位" extra="给谁看、讲什么，例如：给上班族的十分钟下午茶">
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="themes" label="内容主题">
        <Select mode="multiple" options={words.themes.map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <Form.Item name="titleMark" label="标题标识" extra="每条标题都带的字样，例如【门店好物】">
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="topics" label="固定话题">
        <Select mode="tags" open={false} tokenSeparators={["，", ",", " ", "#"]} placeholder="输入后回车" />
      </Form.Item>
    </FormDrawer>
  );
}

type Setting = Accounts["setting"]["value"];

/** When the four keys count as met. */
export function SettingForm({ words, onClose }: { readonly words: Accounts; readonly onClose: () => void }) {
  const [form] = Form.useForm<Setting>();
  const { value, version } = words.setting;
  const save = useAction<Setting>({
    run: (changed) => saveSetting({ value: changed, version }),
    done: "已保存",
    refresh: [["video-channel"]],
    onDone: onClose,
    quietFailure: true,
  });
  const fields = [
    ["perWeekFrom", "每周至少（条）"],
    ["perWeekTo", "每周至多（条）"],
    ["weeks", "看最近几个整周"],
    ["steadyShare", "达标的周要占（%）"],
    ["uniformShare", "风格统一的作品要占（%）"],
    ["themedShare", "主题内的作品要占（%）"],
    ["leadShare", "有去处的作品要占（%）"],
  ] as const;
  return (
    <FormDrawer<Setting>
      form={form}
      title="四个关键的标准"
      hint="每周 3–4 条是普遍建议；其他几项没有公认标准，请按自己的经验调整。"
      initialValues={value}
      onSubmit={(changed) => save.mutateAsync(changed)}
      onClose={onClose}
    >
      {fields.map(([name, label]) => (
        <Form.Item key={name} name={name} label={label} rules={[{ required: true }]}>
          <InputNumber min={0} precision={0} style={{ width: "100%" }} />
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
