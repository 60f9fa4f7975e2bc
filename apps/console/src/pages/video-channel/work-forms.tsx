import { useQuery } from "@tanstack/react-query";
import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Accounts, addWork, codesQuery, editWork, type Lead, leadWork, type Work } from "./video-api.ts";

interface Values {
  readonly title: string;
  readonly kind: Work["kind"];
  readonly topics?: string[];
  readonly seconds?: number | null;
  readonly pictures?: number | null;
  readonly publishedAt: Dayjs;
  readonly theme?: Work["theme"];
  readonly cover: "unknown" | "yes" | "no";
  readonly isActivity?: boolean;
}

const coverOf = (marked: boolean | null) => (marked === null ? "unknown" : marked ? "yes" : "no");

/** What is said of a work (CH-17): theme, cover, topics. */
export function WorkForm({
  accountId,
  work,
  words,
  onClose,
}: {
  readonly accountId: string;
  readonly work: Work | null;
  readonly words: Accounts;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form);
  const save = useAction<Values, Work>({
    run: ({ title, kind: of, topics = [], seconds, pictures, publishedAt, theme, cover, isActivity = false }) => {
      const fields = {
        title,
        kind: of,
        topics,
        seconds: of === "video" ? (seconds ?? null) : null,
        pictures: of === "pictures" ? (pictures ?? null) : null,
        publishedAt: publishedAt.toISOString(),
        theme: theme ?? null,
        coverMarked: cover === "unknown" ? null : cover === "yes",
        isActivity,
      };
      return work ? editWork(work.id, { ...fields, version: work.version }) : addWork({ accountId, ...fields });
    },
    done: "已保存",
    refresh: [["video-channel"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={work ? "作品" : "登记作品"}
      hint="视频号没有发布作品的接口：先在视频号助手里发布，再在这里登记，或导入助手导出的表格。"
      initialValues={
        work
          ? { ...work, publishedAt: dayjs(work.publishedAt), cover: coverOf(work.coverMarked) }
          : { kind: "video", publishedAt: dayjs(), cover: "unknown" }
      }
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="title" label="标题或描述" rules={[{ required: true, message: "请填写标题或描述" }]}>
        <Input.TextArea rows={2} maxLength={1000} />
      </Form.Item>
      <Form.Item name="kind" label="类型">
        <Radio.Group options={words.kinds.map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      {kind === "pictures" ? (
        <Form.Item name="pictures" label="图片（张，最多 9）">
          <InputNumber min={1} max={9} precision={0} />
        </Form.Item>
      ) : (
        <Form.Item name="seconds" label="时长（秒，最长 1 小时）">
          <InputNumber min={1} max={3600} precision={0} />
        </Form.Item>
      )}
      <Form.Item name="publishedAt" label="发布时间" rules={[{ required: true, message: "请选择发布时间" }]}>
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" />
      </Form.Item>
      <Form.Item name="theme" label="主题">
        <Select allowClear options={words.themes.map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <Form.Item name="topics" label="话题">
        <Select mode="tags" open={false} tokenSeparators={["，", ",", " ", "#"]} />
      </Form.Item>
      <Form.Item name="cover" label="封面带统一标识">
        <Radio.Group
          options={[
            { value: "yes", label: "带" },
            { value: "no", label: "没带" },
            { value: "unknown", label: "还没看" },
          ]}
        />
      </Form.Item>
      <Form.Item name="isActivity" valuePropName="checked">
        <Checkbox>这条发起了活动，征集用户作品</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

interface LeadValues {
  readonly to: NonNullable<Lead>["to"] | "none";
  readonly codeId?: string;
  readonly appId?: string;
  readonly page?: string;
  readonly url?: string;
}

function leadOf({ to, codeId = "", appId = "", page = "", url = "" }: LeadValues): Lead {
  switch (to) {
    case "friend":
    case "group":
      return { to, codeId };
    case "mini_program":
      return { to, appId, page };
    case "article":
    case "shop":
      return { to, url };
    case "none":
      return null;
  }
}

/** Where a work leads, by a link of its own (CH-16). */
export function LeadForm({
  work,
  words,
  onClose,
}: {
  readonly work: Work;
  readonly words: Accounts;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<LeadValues>();
  const to = Form.useWatch("to", form);
  const codes = useQuery({
    ...codesQuery(to === "group" ? "group" : "friend"),
    enabled: to === "friend" || to === "group",
  });
  const save = useAction<LeadValues, Work>({
    run: (values) => leadWork(work.id, leadOf(values)),
    done: "已保存，把链接挂到这条作品上",
    refresh: [["video-channel"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<LeadValues>
      form={form}
      title="这条作品的去处"
      hint="每条作品用自己的链接，谁从这条来、加了谁、买了什么才分得清。换去处会换成新链接。"
      initialValues={{ to: work.leadsTo ?? "friend" }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="to" label="带到哪里">
        <Select
          options={[
            ...words.leads.map(({ code, label }) => ({ value: code, label })),
            { value: "none", label: "没有去处" },
          ]}
        />
      </Form.Item>
      {(to === "friend" || to === "group") && (
        <Form.Item
          name="codeId"
          label={to === "group" ? "群活码" : "加好友的活码"}
          extra="一个活码只能给一条作品用"
          rules={[{ required: true, message: "请选择活码" }]}
        >
          <Select
            showSearch={{ optionFilterProp: "label" }}
            loading={codes.isFetching}
            options={(codes.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {to === "mini_program" && (
        <>
          <Form.Item name="appId" label="小程序 AppID" rules={[{ required: true, message: "请填写小程序 AppID" }]}>
            <Input />
          </Form.Item>
          <Form.Item name="page" label="页面" rules={[{ required: true, message: "请填写页面" }]}>
            <Input placeholder="pages/goods/detail" />
          </Form.Item>
        </>
      )}
      {(to === "article" || to === "shop") && (
        <Form.Item name="url" label="网址" rules={[{ required: true, type: "url", message: "请填写完整网址" }]}>
          <Input placeholder="https://" />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
