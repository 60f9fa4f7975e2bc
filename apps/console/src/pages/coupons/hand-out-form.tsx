import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type Batch, couponsKey, type HandedOut, handOut } from "./coupon-api.ts";

/** Gives a batch to everybody with a tag. Sent twice by mistake, nobody gets a second one: the form keeps its number. */
export function HandOutForm({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const [form] = Form.useForm<{ tagNo: number }>();
  const [requestKey] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const tags = useQuery({
    queryKey: ["tags", "pick", q],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/tags", { signal, params: { query: { q: q || undefined, limit: 30 } } })),
  });
  const give = useAction<{ tagNo: number }, HandedOut>({
    run: ({ tagNo }) => handOut(batch.id, requestKey, tagNo),
    done: told,
    refresh: [couponsKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<{ tagNo: number }>
      form={form}
      title={`发放“${batch.name}”`}
      hint={`还剩 ${batch.stock - batch.taken} 张，每人最多 ${batch.perPerson} 张，一次最多 1 万人。拒绝营销的客户、不认识其小程序身份的客户不会收到。`}
      submitText="发放"
      onSubmit={(values) => give.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="tagNo" label="发给有这个标签的客户" rules={[{ required: true, message: "请选择标签" }]}>
        <Select
          placeholder="按名称找"
          showSearch={{ filterOption: false, onSearch: setTyped }}
          loading={tags.isFetching}
          options={(tags.data?.items ?? []).map(({ tagNo, name, groupName }) => ({
            value: tagNo,
            label: `${groupName} · ${name}`,
          }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}

function told({ given, chosen, withoutWechat, refused, limited, left }: HandedOut): string {
  const reasons = [
    withoutWechat > 0 && `${withoutWechat} 人没有小程序身份`,
    refused > 0 && `${refused} 人拒绝营销`,
    limited > 0 && `${limited} 人已领满`,
    left > 0 && `${left} 人因库存不足`,
  ].filter(Boolean);
  return `选中 ${chosen} 人，正在发给 ${given} 人${reasons.length > 0 ? `；没有发：${reasons.join("，")}` : ""}`;
}
