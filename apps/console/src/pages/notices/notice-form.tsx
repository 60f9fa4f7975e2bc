import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, DatePicker, Form, Input, Select, Switch } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatNumber } from "../../shared/format/number.ts";
import { unitTrail, useUnitTree } from "../../shared/organization/units.ts";
import { useRoles } from "../roles/role-api.ts";
import {
  type Attachment,
  countReach,
  type Feedback,
  feedbackNames,
  kindNames,
  type Notice,
  type NoticeDetail,
  publishNotice,
  reviseNotice,
} from "./notice-api.ts";

interface Values {
  kind: Notice["kind"];
  title: string;
  body: string;
  attachments?: { kind: Attachment["kind"]; title: string; content: string }[];
  unitIds?: string[];
  roleCodes?: string[];
  confirmBy?: Dayjs | null;
  material?: boolean;
  note?: string;
  takesUp?: string[];
}

interface NoticeFormProps {
  /** The version to build on; absent = a new notice. */
  readonly before?: NoticeDetail;
  /** Open feedback that the next version may take up. */
  readonly feedback?: readonly Feedback[];
  readonly onClose: () => void;
  readonly onDone: (notice: NoticeDetail) => void;
}

function toAttachment({ kind, title, content }: NonNullable<Values["attachments"]>[number]): Attachment {
  return kind === "link" ? { kind, title, url: content.trim() } : { kind, title, text: content };
}

/** Issues a notice, or its next version. */
export function NoticeForm({ before, feedback = [], onClose, onDone }: NoticeFormProps) {
  const [form] = Form.useForm<Values>();
  const save = useAction<Values, NoticeDetail>({
    run: (values) => {
      const { kind, title, body, material = true, note = "", takesUp = [], unitIds = [], roleCodes = [] } = values;
      const attachments = (values.attachments ?? []).map(toAttachment);
      const confirmBy = values.confirmBy?.toISOString();
      return before
        ? reviseNotice(before.id, {
            ...{ title, body, attachments, material, note, takesUp, basedOn: before.version },
            ...(before.confirmBy && confirmBy ? { confirmBy } : {}),
          })
        : publishNotice({ kind, title, body, attachments, unitIds, roleCodes, confirmBy: confirmBy ?? null });
    },
    done: (saved) => (before ? `已发布第 ${saved.version} 版` : `已发给 ${saved.reached} 人`),
    refresh: [["notices"], ["to-dos"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={before ? `修改「${before.title}」` : "发通知"}
      hint={
        before ? "读者会看到改了哪些字；勾选重要改动后，所有人要重新确认。" : "发出后立即出现在对方的通知和待办里。"
      }
      submitText={before ? "发布新版本" : "发出"}
      width={620}
      initialValues={{
        kind: before?.kind ?? "activity",
        title: before?.title,
        body: before?.body,
        attachments: before?.attachments.map((each) => ({
          kind: each.kind,
          title: each.title,
          content: each.kind === "link" ? each.url : each.text,
        })),
        material: true,
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      {!before && (
        <>
          <Form.Item name="kind" label="类型">
            <Select options={Object.entries(kindNames).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <TargetFields />
        </>
      )}
      <Form.Item name="title" label="标题" rules={[{ required: true, min: 2, message: "请填写标题" }]}>
        <Input maxLength={80} placeholder="例如：周末黄金满减，请全员熟悉话术" />
      </Form.Item>
      <Form.Item name="body" label="内容" rules={[{ required: true, min: 2, message: "请填写内容" }]}>
        <Input.TextArea rows={8} maxLength={10_000} placeholder="做什么、什么时候、怎么说、有问题找谁" />
      </Form.Item>
      <AttachmentFields />
      {before ? (
        <>
          <Form.Item name="note" label="改了什么" rules={[{ required: true, min: 2, message: "请写一句改了什么" }]}>
            <Input maxLength={300} placeholder="例如：减 30 改为减 50" />
          </Form.Item>
          {feedback.length > 0 && (
            <Form.Item name="takesUp" label="采纳了哪些反馈" extra="提出的人会看到已被采纳">
              <Checkbox.Group
                style={{ display: "grid", gap: 6 }}
                options={feedback.map((each) => ({
                  value: each.id,
                  label: `${feedbackNames[each.kind]} · ${each.unitName} ${each.staffName}：${each.body.slice(0, 60)}`,
                }))}
              />
            </Form.Item>
          )}
          <Form.Item name="material" label="重要改动，请所有人重新阅读和确认" valuePropName="checked">
            <Switch />
          </Form.Item>
          {before.confirmBy && (
            <Form.Item name="confirmBy" label="新的确认截止时间" extra="不填则不变">
              <DatePicker showTime={{ format: "HH:mm" }} style={{ width: "100%" }} />
            </Form.Item>
          )}
        </>
      ) : (
        <Form.Item name="confirmBy" label="要求在此之前确认" extra="不填则阅读即可">
          <DatePicker
            showTime={{ format: "HH:mm" }}
            style={{ width: "100%" }}
            disabledDate={(day) => day.isBefore(dayjs().startOf("day"))}
          />
        </Form.Item>
      )}
    </FormDrawer>
  );
}

/** Whom it is for, and how many people that is. */
function TargetFields() {
  const tree = useUnitTree({ withStores: true });
  const roles = useRoles();
  const units = tree.data?.items ?? [];
  const unitIds: string[] = Form.useWatch("unitIds") ?? [];
  const roleCodes: string[] = Form.useWatch("roleCodes") ?? [];
  const reach = useQuery({
    queryKey: ["notices", "reach", unitIds, roleCodes],
    queryFn: () => countReach({ unitIds, roleCodes }),
    enabled: unitIds.length > 0,
  });
  return (
    <>
      <Form.Item
        name="unitIds"
        label="发给哪些单位"
        extra="含下级单位"
        rules={[{ required: true, message: "请选择单位" }]}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          placeholder="总部、区域或门店"
          options={units.map((unit) => ({ value: unit.id, label: unitTrail(units, unit.id) }))}
        />
      </Form.Item>
      <Form.Item
        name="roleCodes"
        label="哪些角色"
        extra={reach.data ? `会发给 ${formatNumber(reach.data.people)} 人` : "不选表示全部角色"}
      >
        <Select
          mode="multiple"
          allowClear
          optionFilterProp="label"
          placeholder="全部角色"
          options={(roles.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
    </>
  );
}

function AttachmentFields() {
  return (
    <Form.List name="attachments">
      {(fields, { add, remove }) => (
        <Form.Item label="附件" extra="海报、商品、文档的链接，或导购可直接复制的话术">
          {fields.map(({ key, name }) => (
            <div key={key} style={{ display: "grid", gridTemplateColumns: "96px 1fr auto", gap: 8, marginBottom: 8 }}>
              <Form.Item name={[name, "kind"]} noStyle>
                <Select
                  aria-label="附件类型"
                  options={[
                    { value: "link", label: "链接" },
                    { value: "text", label: "文字" },
                  ]}
                />
              </Form.Item>
              <Form.Item
                name={[name, "title"]}
                rules={[{ required: true, message: "请起个名字" }]}
                style={{ margin: 0 }}
              >
                <Input maxLength={60} placeholder="名称，例如：海报" />
              </Form.Item>
              <Button type="text" aria-label="删除附件" icon={<MinusCircleOutlined />} onClick={() => remove(name)} />
              <Form.Item
                name={[name, "content"]}
                rules={[{ required: true, message: "请填写网址或文字" }]}
                style={{ gridColumn: "1 / -1", margin: 0 }}
              >
                <Input.TextArea
                  autoSize={{ minRows: 1, maxRows: 5 }}
                  maxLength={5_000}
                  placeholder="https://… 或话术文字"
                />
              </Form.Item>
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ kind: "link" })}>
            加附件
          </Button>
        </Form.Item>
      )}
    </Form.List>
  );
}
