import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "../../api/client.ts";
import { type Outside, optionsOf, type PlacementDraft } from "./outside-api.ts";

type Lead = NonNullable<PlacementDraft["lead"]>;
export type Way = Lead["way"];

export interface LeadValues {
  readonly way?: Way;
  readonly to?: "web" | "mini_program" | "code";
  readonly url?: string;
  readonly appId?: string;
  readonly page?: string;
  readonly codeId?: string;
}

/** The lead that the fields describe; null = none. */
export function leadOf(
  { way, to, url = "", appId = "", page = "", codeId = "" }: LeadValues,
  hasLink: boolean,
): Lead | null {
  if (!way) return null;
  if (!hasLink) return { way, target: null };
  switch (to) {
    case "mini_program":
      return { way, target: { way: "mini_program", appId, page } };
    case "code":
      return { way, target: { way: "code", codeId } };
    default:
      return { way, target: { way: "web", url } };
  }
}

function CodeSelect({ id, value, onChange }: { id?: string; value?: string; onChange?: (codeId: string) => void }) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ["codes", "pick", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/live-codes", { signal, params: { query: { q: q || undefined, limit: 30 } } })),
  });
  return (
    <Select
      id={id}
      placeholder="按名称找活码"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      value={value}
      options={(found.data?.items ?? [])
        .filter(({ kind }) => kind !== "link")
        .map((code) => ({ value: code.id, label: code.name }))}
      onChange={onChange}
    />
  );
}

/** By which way a placement leads back, and where to. */
export function LeadFields({
  outside,
  current,
  isFixed,
}: {
  readonly outside: Outside;
  /** The way that it has already; its target stays unless another is chosen. */
  readonly current: Way | null;
  readonly isFixed: boolean;
}) {
  const form = Form.useFormInstance<LeadValues>();
  const way = Form.useWatch("way", form);
  const to = Form.useWatch("to", form);
  const hasLink = outside.ways.find(({ code }) => code === way)?.hasLink ?? false;
  return (
    <>
      <Form.Item
        name="way"
        label="怎么把人带回来"
        extra={isFixed ? "已经发布，链接不能换；要换请新建一条内容" : "每条内容用自己的链接，谁从哪条来才分得清"}
      >
        <Select allowClear disabled={isFixed} placeholder="先不带" options={optionsOf<Way>(outside.ways)} />
      </Form.Item>
      {hasLink && !isFixed && (
        <>
          <Form.Item name="to" label="带到哪里" rules={[{ required: way !== current, message: "请选择带到哪里" }]}>
            <Select
              allowClear
              placeholder={way === current ? "不选就保持现在的去处" : "选择去处"}
              options={[
                { value: "code", label: "活码（加好友或进群）" },
                { value: "mini_program", label: "小程序页面" },
                { value: "web", label: "网页（短链接）" },
              ]}
            />
          </Form.Item>
          {to === "web" && (
            <Form.Item name="url" label="网址" rules={[{ required: true, type: "url", message: "请填写完整网址" }]}>
              <Input placeholder="https://" />
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
          {to === "code" && (
            <Form.Item
              name="codeId"
              label="活码"
              extra="一个活码只给一条内容用"
              rules={[{ required: true, message: "请选择活码" }]}
            >
              <CodeSelect />
            </Form.Item>
          )}
        </>
      )}
    </>
  );
}
