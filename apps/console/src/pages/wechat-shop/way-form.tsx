import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { addWay, codesQuery, type WayKind, wayHints, wayNames } from "./shop-api.ts";

interface Values {
  readonly kind: WayKind;
  readonly codeId: string;
  readonly fromDay: Dayjs;
}

const contactKinds: ReadonlySet<string> = new Set(["staff", "store", "place"]);

/** Says which live code stands where, and since when. */
export function WayForm({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form) ?? "parcel_card";
  const [q, setQ] = useState("");
  const codes = useQuery(codesQuery(q));
  const add = useAction({
    run: ({ kind, codeId, fromDay }: Values) =>
      addWay(accountId, { kind, codeId, fromDay: fromDay.format("YYYY-MM-DD") }),
    done: "入口已登记",
    refresh: [
      ["wechat-shop", "conversion"],
      ["wechat-shop", "buyers"],
    ],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      title="登记转私域入口"
      hint="说明哪个活码从哪天起放在哪里；之后按好友真实的来源统计。"
      submitText="登记"
      form={form}
      initialValues={{ kind: "parcel_card", fromDay: dayjs() }}
      onSubmit={(values) => add.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="kind" label="放在哪里" extra={wayHints[kind]} rules={[{ required: true }]}>
        <Select options={Object.entries(wayNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Form.Item
        name="codeId"
        label="活码"
        extra="员工、门店或位置活码：扫了会加好友的那种"
        rules={[{ required: true, message: "请选择一个活码" }]}
      >
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          loading={codes.isFetching}
          placeholder="按名称查找"
          options={(codes.data?.items ?? [])
            .filter((code) => contactKinds.has(code.kind))
            .map((code) => ({ value: code.id, label: code.name }))}
        />
      </Form.Item>
      <Form.Item name="fromDay" label="从哪天开始" rules={[{ required: true, message: "请选择开始日" }]}>
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}
