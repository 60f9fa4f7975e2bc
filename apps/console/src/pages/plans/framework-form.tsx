import { MinusCircleOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { EvidenceTable } from "./evidence-table.tsx";
import {
  distil,
  type Evidence,
  type Framework,
  fetchPlans,
  fieldNames,
  levelNames,
  type Slot,
  saveFramework,
} from "./plan-api.ts";
import styles from "./plans.module.css";

interface Values {
  readonly name: string;
  readonly theme?: string;
  readonly distilledFrom?: string[];
  readonly slots: Slot[];
}

const { headquarters: _top, ...lowerLevels } = levelNames;
const usualSlots: Slot[] = [
  { code: "main", name: "总部主推", openTo: [], lockedFields: ["item", "price", "presence"], most: 20 },
  { code: "bulk", name: "量贩", openTo: ["format", "store"], lockedFields: ["price"], most: 10 },
  { code: "region", name: "区域特色", openTo: ["region"], lockedFields: [], most: 10 },
  { code: "store", name: "门店自选", openTo: ["store"], lockedFields: [], most: 5 },
];

/** A framework: by hand, or distilled from campaigns that ended. */
export function FrameworkForm({ known, onClose }: { known?: Framework; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const [evidence, setEvidence] = useState<Evidence | null>(known?.evidence ?? null);
  const ended = useQuery({
    queryKey: ["plans", "ended"],
    queryFn: async ({ signal }) => (await fetchPlans(undefined, undefined, signal)).items,
  });
  const chosen = Form.useWatch("distilledFrom", form) ?? [];
  const learn = useAction<string[], { slots: Slot[]; evidence: Evidence }>({
    run: distil,
    done: "已按活动结果给出栏位建议，可以再改",
    onDone: ({ slots, evidence: found }) => {
      form.setFieldValue("slots", slots);
      setEvidence(found);
    },
  });
  const save = useAction<Values, Framework>({
    run: ({ theme = "", distilledFrom = [], ...values }) => saveFramework({ ...values, theme, distilledFrom }, known),
    done: "已保存",
    refresh: [["plans"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={known ? `修改 ${known.name}` : "新建活动框架"}
      width={680}
      hint="框架写明有哪些栏位、谁能填、哪些内容锁定。已由它生成的方案不受影响。"
      initialValues={known ? { name: known.name, theme: known.theme, slots: known.slots } : { slots: usualSlots }}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, message: "请填写名称" }]}>
        <Input maxLength={40} placeholder="例如：月度 DM" />
      </Form.Item>
      <Form.Item name="theme" label="默认主题">
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        label="从已结束的活动提炼"
        extra="选几个有结果的活动，看什么品类、什么优惠在哪一级有效，并按它给出栏位建议"
      >
        <div className={styles.bar} style={{ margin: 0 }}>
          <Form.Item name="distilledFrom" noStyle>
            <Select
              mode="multiple"
              aria-label="已结束的活动"
              style={{ flex: "1 1 240px" }}
              loading={ended.isPending}
              placeholder="选择活动"
              options={(ended.data ?? [])
                .filter(({ state, measuredAt }) => state === "ended" && measuredAt !== null)
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Button disabled={chosen.length === 0} loading={learn.isPending} onClick={() => learn.mutate(chosen)}>
            提炼
          </Button>
        </div>
      </Form.Item>
      {evidence && <EvidenceTable evidence={evidence} />}
      <Form.List name="slots">
        {(slots, { add, remove }) => (
          <>
            {slots.map(({ key, name }) => (
              <div key={key} className={styles.slot}>
                <div className={styles.bar} style={{ margin: 0 }}>
                  <Form.Item name={[name, "name"]} noStyle rules={[{ required: true, message: "请填写栏位名称" }]}>
                    <Input aria-label="栏位名称" placeholder="栏位名称" style={{ width: 160 }} maxLength={20} />
                  </Form.Item>
                  <Form.Item name={[name, "code"]} noStyle rules={[{ required: true, message: "请填写栏位编码" }]}>
                    <Input aria-label="栏位编码" placeholder="编码，如 main" style={{ width: 140 }} />
                  </Form.Item>
                  <Form.Item name={[name, "most"]} noStyle>
                    <InputNumber
                      aria-label="每个单位最多添加"
                      min={0}
                      max={200}
                      prefix="最多"
                      suffix="个"
                      style={{ width: 140 }}
                    />
                  </Form.Item>
                  <Button
                    type="text"
                    aria-label="删除栏位"
                    icon={<MinusCircleOutlined />}
                    disabled={slots.length === 1}
                    onClick={() => remove(name)}
                  />
                </div>
                <Form.Item name={[name, "openTo"]} noStyle>
                  <Select
                    mode="multiple"
                    aria-label="向谁开放"
                    placeholder="不开放，总部统一安排"
                    options={optionsOf(lowerLevels)}
                  />
                </Form.Item>
                <Form.Item name={[name, "lockedFields"]} noStyle>
                  <Select
                    mode="multiple"
                    aria-label="锁定"
                    placeholder="总部的内容都可以改"
                    options={optionsOf(fieldNames)}
                  />
                </Form.Item>
              </div>
            ))}
            <Button
              block
              type="dashed"
              icon={<PlusOutlined />}
              onClick={() => add({ code: "", name: "", openTo: [], lockedFields: [], most: 10 })}
            >
              添加栏位
            </Button>
          </>
        )}
      </Form.List>
    </FormDrawer>
  );
}
