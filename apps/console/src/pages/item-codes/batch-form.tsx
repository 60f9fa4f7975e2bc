import { useQuery } from "@tanstack/react-query";
import { Form, Input, InputNumber, Segmented, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { type Batch, createBatch, itemCodesKey, type NewBatch, searchCodes, searchProducts } from "./item-code-api.ts";

interface PickProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly what: string;
  readonly placeholder: string;
  readonly find: (q: string, signal: AbortSignal) => Promise<{ value: string; label: string }[]>;
}

/** Chooses one of many by typing. */
function Pick({ id, value, onChange, what, placeholder, find }: PickProps) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: [...itemCodesKey, what, q],
    queryFn: ({ signal }) => find(q, signal),
    staleTime: 60_000,
  });
  return (
    <Select
      id={id}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={found.isFetching}
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      notFoundContent={found.isFetching ? "查找中…" : "没有找到"}
      options={found.data ?? []}
    />
  );
}

const findProducts = async (q: string, signal: AbortSignal) =>
  (await searchProducts(q, signal)).items.map(({ sku, name }) => ({ value: sku, label: `${name}（${sku}）` }));
const findCodes = async (q: string, signal: AbortSignal) =>
  (await searchCodes(q, signal)).items.map(({ id, name }) => ({ value: id, label: name }));

type Values = Omit<NewBatch, "platform"> & { readonly from: "own" | "outside"; readonly platform?: string };

/** 新建一批码: for one product and lot. */
export function BatchForm({ onClose, onMade }: { onClose: () => void; onMade: (made: Batch) => void }) {
  const [form] = Form.useForm<Values>();
  const from = Form.useWatch("from", form) ?? "own";
  const create = useAction<NewBatch, Batch>({
    run: createBatch,
    done: "已建好",
    refresh: [itemCodesKey],
    onDone: onMade,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="新建一批码"
      submitText={from === "own" ? "生成" : "新建，下一步导入"}
      hint="一批码对应一个商品、一个批号。每件商品一个码，印在包装上；扫码后看到商品信息，再去你选的活码或短链接。"
      initialValues={{ from: "own", codes: 10_000 }}
      onSubmit={({ from: chosen, platform = "", codes, ...values }) =>
        create.mutateAsync({
          ...values,
          codes: chosen === "own" ? codes : 0,
          platform: chosen === "own" ? "" : platform,
        })
      }
      onClose={onClose}
    >
      <Form.Item name="from" label="码从哪来">
        <Segmented
          block
          options={[
            { value: "own", label: "飞轮生成" },
            { value: "outside", label: "外部平台的码" },
          ]}
        />
      </Form.Item>
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }, { max: 60 }]}>
        <Input placeholder="例如：桃子汽水 六月瓶身码" />
      </Form.Item>
      <Form.Item name="sku" label="商品" rules={[{ required: true, message: "请选择商品" }]}>
        <Pick what="products" placeholder="输入商品名称或编码" find={findProducts} />
      </Form.Item>
      <Form.Item name="lot" label="批号" rules={[{ max: 60 }]}>
        <Input placeholder="印在包装上的生产批号，可不填" />
      </Form.Item>
      <Form.Item
        name="unitId"
        label="卖到哪里"
        extra="经销商、区域或门店。在这之外被扫到，会算作疑似窜货。"
        rules={[{ required: true, message: "请选择卖到哪里" }]}
      >
        <UnitSelect />
      </Form.Item>
      <Form.Item
        name="codeId"
        label="扫码后去哪"
        extra="渠道活码（加导购、进群、公众号）或短链接（小程序、网页）。"
        rules={[{ required: true, message: "请选择活码或短链接" }]}
      >
        <Pick what="codes" placeholder="输入活码名称" find={findCodes} />
      </Form.Item>
      {from === "own" ? (
        <Form.Item name="codes" label="数量" rules={[{ required: true, message: "请填写数量" }]}>
          <InputNumber min={1} max={1_000_000} style={{ width: "100%" }} suffix="个" />
        </Form.Item>
      ) : (
        <Form.Item
          name="platform"
          label="平台名称"
          rules={[{ required: true, message: "请填写平台名称" }, { max: 40 }]}
        >
          <Input placeholder="例如：优码" />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
