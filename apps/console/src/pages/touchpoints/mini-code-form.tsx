import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import type { Touchpoint } from "./touchpoint-api.ts";

interface Values {
  readonly accountId: string;
  readonly page: string;
}

function save(picture: Blob, name: string): void {
  const url = URL.createObjectURL(picture);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.png`;
  link.click();
  URL.revokeObjectURL(url);
}

/** A mini program code that carries the touchpoint's key: whoever scans it counts for the touchpoint. */
export function MiniCodeForm({ touchpoint, onClose }: { touchpoint: Touchpoint; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const accounts = useQuery({
    queryKey: ["connections", "mini-programs"],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/wechat/accounts", { signal }))).items.filter(
        ({ platform }) => platform === "mini_program",
      ),
  });
  const make = useAction<Values, Blob>({
    run: ({ accountId, page }) =>
      answer(
        api.POST("/api/v1/mini-program/codes", {
          body: { accountId, page: page ?? "", scene: touchpoint.key, name: touchpoint.name },
          parseAs: "blob",
        }),
      ) as Promise<unknown> as Promise<Blob>,
    done: "小程序码已生成并下载",
    onDone: (picture) => {
      save(picture, touchpoint.name);
      onClose();
    },
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="生成小程序码"
      hint={`小程序码带着来源码 ${touchpoint.key}：扫它打开小程序的人会算到这个触点。生成后页面不能再换。`}
      submitText="生成并下载"
      initialValues={{ page: "" }}
      onSubmit={(values) => make.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="accountId" label="小程序" rules={[{ required: true, message: "请选择小程序" }]}>
        <Select
          loading={accounts.isPending}
          placeholder="选已接入的小程序"
          notFoundContent="还没有接入小程序，请先到「平台接入」接入"
          options={(accounts.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="page" label="打开哪个页面" extra="不填就是首页">
        <Input maxLength={256} placeholder="pages/activity/index" />
      </Form.Item>
    </FormDrawer>
  );
}
