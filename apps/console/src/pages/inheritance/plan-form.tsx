import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, InputNumber, Select, Space } from "antd";
import { useAction } from "../../shared/action/use-action.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import styles from "./inheritance.module.css";
import { candidatesQuery, makePlan, type Plan, type PlanDraft, type Source } from "./inheritance-api.ts";

interface Values {
  readonly takers: { userid: string; weight: number; capacity?: number | null }[];
  readonly keepFriends: boolean;
  readonly byStore: boolean;
  readonly byLoad: boolean;
  readonly groups: boolean;
  readonly message?: string;
}

/** Who takes over the customers of one member, and in what shares. Makes a draft: nothing is asked of WeCom yet. */
export function PlanForm({ source, onClose }: { source: Source; onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const candidates = useQuery(candidatesQuery(source.corpId, source.userid));
  const make = useAction<PlanDraft, Plan>({
    run: makePlan,
    done: "已生成分配方案，请核对后开始",
    refresh: [["inheritance"]],
    onDone: onClose,
    quietFailure: true,
  });
  const submit = ({ takers, keepFriends, byStore, byLoad, groups, message = "" }: Values) =>
    make.mutateAsync({
      accountId: source.accountId,
      handoverUserid: source.userid,
      groups,
      message,
      rule: {
        keepFriends,
        byStore,
        byLoad,
        first: [],
        takers: takers.map(({ userid, weight, capacity }) => ({
          userid,
          weight,
          ...(typeof capacity === "number" && { capacity }),
        })),
      },
    });
  const near = (candidates.data?.items ?? []).filter((candidate) => candidate.near);
  const takeNear = () =>
    form.setFieldValue(
      "takers",
      near.map(({ userid }) => ({ userid, weight: 1 })),
    );
  const options = (candidates.data?.items ?? []).map(({ userid, name, storeName, near, customers }) => ({
    value: userid,
    label: `${name}${storeName ? `（${storeName}）` : ""} · 现有客户 ${customers}${near ? " · 同部门" : ""}`,
  }));
  return (
    <FormDrawer
      form={form}
      title={`分配 ${source.name} 的客户`}
      hint={`共 ${source.customers} 位客户、${source.groups} 个客户群。先生成方案，核对后再开始；企业微信会在 24 小时后生效，期间客户可以拒绝。`}
      submitText="生成方案"
      initialValues={
        { takers: [{ weight: 1 }], keepFriends: true, byStore: true, byLoad: true, groups: true } as unknown as Values
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.List name="takers">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className={styles.taker}>
                <Form.Item name={[name, "userid"]} label="接替人" rules={[{ required: true, message: "请选择接替人" }]}>
                  <Select showSearch={{ optionFilterProp: "label" }} options={options} loading={candidates.isLoading} />
                </Form.Item>
                <Form.Item name={[name, "weight"]} label="权重">
                  <InputNumber min={1} max={100} style={{ width: "100%" }} />
                </Form.Item>
                <Form.Item name={[name, "capacity"]} label="最多接" tooltip="不填就不限">
                  <InputNumber min={0} style={{ width: "100%" }} />
                </Form.Item>
                <Form.Item label=" ">
                  <Button type="text" disabled={fields.length === 1} onClick={() => remove(name)}>
                    删除
                  </Button>
                </Form.Item>
              </div>
            ))}
            <Space wrap style={{ marginBottom: 16 }}>
              <Button onClick={() => add({ weight: 1 })}>增加接替人</Button>
              {near.length > 0 && <Button onClick={takeNear}>选同部门的 {near.length} 位</Button>}
            </Space>
          </>
        )}
      </Form.List>
      <Form.Item name="keepFriends" valuePropName="checked">
        <Checkbox>已是某位接替人好友的客户，优先给这位接替人</Checkbox>
      </Form.Item>
      <Form.Item name="byStore" valuePropName="checked">
        <Checkbox>客户留在自己的门店：优先给同一家店的接替人</Checkbox>
      </Form.Item>
      <Form.Item name="byLoad" valuePropName="checked">
        <Checkbox>拉平负担：现有客户少的接替人多接一些</Checkbox>
      </Form.Item>
      <Form.Item name="groups" valuePropName="checked">
        <Checkbox>客户群一起交接</Checkbox>
      </Form.Item>
      {!source.left && (
        <Form.Item name="message" label="告诉客户的话" tooltip="在职交接时由接替人发给客户，不填用企业微信的默认话术">
          <Input.TextArea maxLength={200} showCount rows={3} />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
