import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select, Skeleton, Switch } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import {
  ownerNames,
  type Pool,
  poolRegistryQuery,
  savePoolRegistry,
  strengthHints,
  strengthNames,
} from "./pool-api.ts";

type Values = Omit<Pool, "source" | "ownerName"> & { ownerName?: string | null };

const newPool = "";

/** Whose a pool is and how strong it ties; a new one is registered without data until events are connected. */
export function RegistryDrawer({ onClose }: { onClose: () => void }) {
  const registry = useQuery(poolRegistryQuery);
  const [form] = Form.useForm<Values>();
  const [code, setCode] = useState<string>();
  const save = useAction({
    run: savePoolRegistry,
    done: "用户池已保存",
    refresh: [["pools"]],
    onDone: onClose,
    quietFailure: true,
  });
  const pools = registry.data?.pools ?? [];
  const chosen = pools.find((pool) => pool.code === code);

  const submit = async (values: Values) => {
    if (!registry.data || code === undefined) return;
    const described = { ...values, ownerName: values.ownerName?.trim() || null, holds: values.holds ?? "" };
    const next = chosen
      ? pools.map((pool) => (pool.code === chosen.code ? { ...pool, ...described, code: pool.code } : pool))
      : [...pools, { ...described, source: { kind: "none" as const } }];
    await save.mutateAsync({ pools: next, version: registry.data.version });
  };
  const choose = (value: string) => {
    setCode(value);
    form.resetFields();
    const pool = pools.find((each) => each.code === value);
    if (pool) form.setFieldsValue(pool);
  };

  return (
    <FormDrawer
      title="维护用户池"
      hint="关系归品牌、又能反复低成本触达的，才是我们的私域。新登记的池子先不统计人数，由技术同事通过接口接入数据来源。"
      form={form}
      initialValues={{ strength: "weak", owner: "brand", cheapReach: true }}
      onSubmit={submit}
      onClose={onClose}
      readOnly={code === undefined}
    >
      {registry.isPending && <Skeleton active />}
      {registry.isError && <ErrorState compact error={registry.error} onRetry={() => void registry.refetch()} />}
      {registry.data && (
        <Form.Item label="用户池">
          <Select
            placeholder="选一个来修改，或登记新的"
            aria-label="用户池"
            value={code}
            onChange={choose}
            options={[
              ...pools.map((pool) => ({ value: pool.code, label: pool.name })),
              { value: newPool, label: "＋ 登记新的用户池" },
            ]}
          />
        </Form.Item>
      )}
      {code !== undefined && (
        <>
          {!chosen && (
            <Form.Item
              name="code"
              label="编码"
              rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,39}$/, message: "小写字母开头，可含数字和下划线" }]}
            >
              <Input placeholder="例如 brand_zone" />
            </Form.Item>
          )}
          <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="strength" label="连接强度">
            <Select
              options={(["weak", "medium", "strong"] as const).map((value) => ({
                value,
                label: `${strengthNames[value]}（${strengthHints[value]}）`,
              }))}
            />
          </Form.Item>
          <Form.Item name="owner" label="关系归谁">
            <Select
              options={(["brand", "mall", "kol", "platform"] as const).map((value) => ({
                value,
                label: ownerNames[value],
              }))}
            />
          </Form.Item>
          <Form.Item name="ownerName" label="归属方名称（可选）">
            <Input maxLength={40} placeholder="例如 某某购物中心" />
          </Form.Item>
          <Form.Item name="cheapReach" label="能反复、低成本触达" valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="holds" label="里面是什么人、怎么进来的">
            <Input.TextArea maxLength={200} rows={3} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  );
}
