import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Space } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { type LeaderLevels, levelsQuery, saveLevels } from "./leader-api.ts";

interface Values {
  items: { code: string; name: string; commissionPercent: number; monthlySalesYuan: number }[];
}

/** The levels of leaders and what each pays. */
export function LevelsDrawer({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const levels = useQuery(levelsQuery);
  const save = useAction<Values, LeaderLevels>({
    run: ({ items }) =>
      saveLevels({
        version: levels.data?.version ?? 0,
        items: items.map(({ code, name, commissionPercent, monthlySalesYuan }) => ({
          code,
          name,
          commissionBp: Math.round(commissionPercent * 100),
          monthlySalesFen: Math.round(monthlySalesYuan * 100),
        })),
      }),
    done: "等级已保存",
    refresh: [["leaders"]],
    onDone: onClose,
    quietFailure: true,
  });
  if (!levels.data) return null;
  const required = [{ required: true, message: "请填写" }];
  return (
    <FormDrawer<Values>
      form={form}
      title="团长等级与佣金"
      hint="佣金按团员净销售额计算。近 30 天净销售额达到门槛的，详情里会提示可升到哪一级；升降级由人决定。"
      width={640}
      initialValues={{
        items: levels.data.items.map((level) => ({
          code: level.code,
          name: level.name,
          commissionPercent: level.commissionBp / 100,
          monthlySalesYuan: level.monthlySalesFen / 100,
        })),
      }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.List name="items">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Space key={key} align="end" wrap style={{ width: "100%" }}>
                <Form.Item name={[name, "code"]} label="编码" rules={required}>
                  <Input style={{ width: 110 }} />
                </Form.Item>
                <Form.Item name={[name, "name"]} label="名称" rules={required}>
                  <Input style={{ width: 120 }} maxLength={20} />
                </Form.Item>
                <Form.Item name={[name, "commissionPercent"]} label="佣金" rules={required}>
                  <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: 100 }} />
                </Form.Item>
                <Form.Item name={[name, "monthlySalesYuan"]} label="月销售门槛" rules={required}>
                  <InputNumber min={0} precision={0} suffix="元" style={{ width: 140 }} />
                </Form.Item>
                <Form.Item>
                  <Button disabled={fields.length === 1} onClick={() => remove(name)}>
                    删除
                  </Button>
                </Form.Item>
              </Space>
            ))}
            <Button onClick={() => add({ commissionPercent: 0, monthlySalesYuan: 0 })}>添加等级</Button>
          </>
        )}
      </Form.List>
    </FormDrawer>
  );
}
