import { Form, Input, Radio, Select } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { PicturePicker } from "./materials-panel.tsx";
import { addNote, editNote, type Note, type NoteDraft, type NoteSettings } from "./note-api.ts";
import { type Purpose, purposeOptions } from "./official-account-api.ts";

interface Values {
  readonly title: string;
  readonly body?: string;
  readonly pictures: string[];
  readonly angle: Note["angle"];
  readonly purpose: Purpose;
  readonly sells: "mini_program" | "shop" | "none";
  readonly trade?: { readonly accountId?: string; readonly page?: string; readonly url?: string };
}

function tradeOf({ sells, trade = {} }: Values): NoteDraft["trade"] {
  if (sells === "mini_program")
    return { kind: "mini_program", accountId: trade.accountId ?? "", page: trade.page ?? "" };
  return sells === "shop" ? { kind: "shop", url: trade.url ?? "" } : null;
}

interface NoteFormProps {
  readonly accountId: string;
  readonly note: Note | null;
  readonly settings: NoteSettings;
  readonly onClose: () => void;
}

/** A short note: pictures, few words, and where it sells. */
export function NoteForm({ accountId, note, settings, onClose }: NoteFormProps) {
  const [form] = Form.useForm<Values>();
  const sells = Form.useWatch("sells", form);
  const angle = Form.useWatch("angle", form);
  const { value: limits } = settings.setting;
  const save = useAction<NoteDraft, Note>({
    run: (draft) =>
      note ? editNote(accountId, note.id, { ...draft, version: note.version }) : addNote(accountId, draft),
    done: "已保存，核对后发布",
    refresh: [["official-notes", accountId]],
    onDone: onClose,
    quietFailure: true,
  });
  const most = limits.picturesMost - (sells === "none" ? 0 : 1);
  return (
    <FormDrawer<Values>
      form={form}
      width={560}
      title={note ? "修改短图文" : "写短图文"}
      hint="发布时自动生成这篇专属的购买码，放在最后一张图：看的人长按就能买，访问和成交都算到这一篇。"
      initialValues={
        note
          ? {
              title: note.title,
              body: note.body,
              pictures: note.pictures,
              angle: note.angle,
              purpose: note.purpose,
              sells: note.trade?.kind ?? "none",
              trade: note.trade ?? {},
            }
          : { pictures: [], angle: "scene", purpose: "business", sells: "mini_program" }
      }
      onSubmit={(values) => {
        const { title, body = "", pictures, angle: from, purpose } = values;
        return save.mutateAsync({ title, body, pictures, angle: from, purpose, trade: tradeOf(values) });
      }}
      onClose={onClose}
    >
      <Form.Item name="title" label="标题" rules={[{ required: true, message: "请填写标题" }]}>
        <Input maxLength={limits.titleMost} showCount />
      </Form.Item>
      <Form.Item
        name="pictures"
        label={`图片（按顺序点选，最多 ${most} 张）`}
        rules={[{ required: true, message: "请至少选一张图片" }]}
      >
        <PicturePicker accountId={accountId} most={most} />
      </Form.Item>
      <Form.Item name="body" label="正文">
        <Input.TextArea rows={5} maxLength={limits.bodyMost} showCount />
      </Form.Item>
      <Form.Item name="angle" label="从哪里写" extra={settings.angles.find(({ code }) => code === angle)?.hint}>
        <Select options={settings.angles.map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <Form.Item name="purpose" label="用途">
        <Select options={[...purposeOptions]} />
      </Form.Item>
      <Form.Item name="sells" label="在哪里买">
        <Radio.Group
          options={[
            { value: "mini_program", label: "小程序页面" },
            { value: "shop", label: "小店推广链接" },
            { value: "none", label: limits.needsTradeLink ? "先不填（发布前必须填）" : "不卖货" },
          ]}
        />
      </Form.Item>
      {sells === "mini_program" && (
        <>
          <Form.Item
            name={["trade", "accountId"]}
            label="小程序"
            rules={[{ required: true, message: "请选择小程序" }]}
            {...(settings.miniPrograms.length === 0 && { extra: "还没有接入小程序，请先到「平台接入」接入" })}
          >
            <Select options={settings.miniPrograms.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
          <Form.Item name={["trade", "page"]} label="页面" rules={[{ required: true, message: "请填写小程序页面" }]}>
            <Input placeholder="pages/goods/detail" />
          </Form.Item>
        </>
      )}
      {sells === "shop" && (
        <Form.Item
          name={["trade", "url"]}
          label="小店推广链接"
          extra="微信小店商品或达人推广的链接"
          rules={[{ required: true, type: "url", message: "请填写完整网址" }]}
        >
          <Input placeholder="https://" />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
