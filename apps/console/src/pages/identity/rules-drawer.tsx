import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Form, Input, InputNumber, Select, Skeleton } from "antd";
import { api } from "../../api/client.ts";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { identifierKindNames } from "../members/member-api.ts";
import styles from "./identity-page.module.css";

type Rules = AnswerOf<"/api/v1/settings/identity">;

/** Limits, shared devices and blocked values: what the rules of merging go by. */
function RulesForm({ rules, onClose }: { rules: Rules; onClose: () => void }) {
  const [form] = Form.useForm<Rules>();
  const can = useCan();
  const mayWrite = can("setting.write");
  const save = useAction<Rules, unknown>({
    run: (body) => answer(api.PUT("/api/v1/settings/identity", { body })),
    done: "规则已保存，正在后台按新规则重新核对所有客户",
    refresh: [["identity"], ["members"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Rules>
      form={form}
      width={620}
      title="合并规则"
      submitText="保存规则"
      readOnly={!mayWrite}
      hint={
        mayWrite
          ? "保存后会按新规则重新核对全部客户：放宽会多合并一些，收紧会拆开一些；人工裁定过的不变。"
          : "只有系统管理员可以修改。"
      }
      initialValues={rules}
      onSubmit={(values) => save.mutateAsync(values)}
      onClose={onClose}
    >
      <h3 className={styles.heading}>一个人最多有几个</h3>
      <p className={styles.faint}>超过就不自动合并，进入待定。天数留空表示不限时间。</p>
      <Form.List name="limits">
        {(fields) =>
          fields.map((field, index) => (
            <div key={field.key} className={styles.limit}>
              <span>{identifierKindNames[rules.limits[index]?.kind ?? ""]}</span>
              <Form.Item name={[field.name, "kind"]} hidden>
                <Input />
              </Form.Item>
              <Form.Item name={[field.name, "max"]} noStyle rules={[{ required: true, message: "请填写" }]}>
                <InputNumber aria-label="最多" min={1} max={1_000} disabled={!mayWrite} suffix="个" />
              </Form.Item>
              <Form.Item name={[field.name, "windowDays"]} noStyle normalize={(days) => days ?? undefined}>
                <InputNumber
                  aria-label="任意多少天内"
                  placeholder="不限"
                  min={1}
                  max={3_650}
                  disabled={!mayWrite}
                  suffix="天内"
                />
              </Form.Item>
            </div>
          ))
        }
      </Form.List>
      <Form.Item name="maxIdentifiers" label="所有标识合计最多" style={{ marginTop: 16 }}>
        <InputNumber min={2} max={1_000} disabled={!mayWrite} suffix="个" />
      </Form.Item>
      <h3 className={styles.heading}>多人共用的设备和号码</h3>
      <div className={styles.limit}>
        <span>同一设备、WiFi 或邮箱</span>
        <Form.Item name={["sharedWeak", "people"]} noStyle>
          <InputNumber aria-label="超过多少人" min={1} disabled={!mayWrite} prefix="超过" suffix="人" />
        </Form.Item>
        <Form.Item name={["sharedWeak", "windowDays"]} noStyle>
          <InputNumber aria-label="任意多少天内" min={1} disabled={!mayWrite} suffix="天内" />
        </Form.Item>
      </div>
      <p className={styles.faint}>满足时视为门店平板这类公用设备，不作为认人的依据。</p>
      <Form.Item
        name="sharedAbove"
        label="任何标识关联超过多少个其他标识，视为公用"
        extra="例如没有登记进黑名单的门店电话。"
      >
        <InputNumber min={10} disabled={!mayWrite} suffix="个" />
      </Form.Item>
      <h3 className={styles.heading}>不作数的值</h3>
      <p className={styles.faint}>门店自己的电话、测试号。「无」「0000」「13800138000」这类已经自动排除。</p>
      <Form.List name="blockedValues">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className={styles.limit}>
                <Form.Item name={[field.name, "kind"]} noStyle rules={[{ required: true, message: "请选择" }]}>
                  <Select aria-label="类型" disabled={!mayWrite} options={optionsOf(identifierKindNames)} />
                </Form.Item>
                <Form.Item name={[field.name, "value"]} noStyle rules={[{ required: true, message: "请填写" }]}>
                  <Input aria-label="值" disabled={!mayWrite} maxLength={128} />
                </Form.Item>
                {mayWrite && (
                  <Button type="text" icon={<DeleteOutlined />} aria-label="删除" onClick={() => remove(field.name)} />
                )}
              </div>
            ))}
            {mayWrite && (
              <Button icon={<PlusOutlined />} onClick={() => add({ kind: "phone", value: "" })}>
                添加
              </Button>
            )}
          </>
        )}
      </Form.List>
    </FormDrawer>
  );
}

/** The guard rails of merging, to read or to change. */
export function RulesDrawer({ onClose }: { onClose: () => void }) {
  const rules = useQuery({
    queryKey: ["identity", "rules"],
    queryFn: ({ signal }): Promise<Rules> => answer(api.GET("/api/v1/settings/identity", { signal })),
    staleTime: 0,
  });
  if (rules.data && !rules.isFetching) return <RulesForm rules={rules.data} onClose={onClose} />;
  return (
    <Drawer open onClose={onClose} title="合并规则">
      {rules.isError ? (
        <ErrorState compact error={rules.error} onRetry={() => void rules.refetch()} />
      ) : (
        <Skeleton active />
      )}
    </Drawer>
  );
}
