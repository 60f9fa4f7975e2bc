import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Segmented, Select, Tabs } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatMoney } from "../../shared/format/number.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { FormsPanel } from "./forms-panel.tsx";
import {
  createLead,
  type IntentGrade,
  intentNames,
  type Lead,
  type LeadDetail,
  type LeadStatus,
  sourceNames,
  statusNames,
  summaryQuery,
} from "./lead-api.ts";
import { LeadList } from "./lead-list.tsx";
import styles from "./leads.module.css";

/** 线索: the board from first word to won or lost, and the forms that bring them. */
export function Component() {
  const can = useCan();
  const navigate = useNavigate();
  const [isCreating, setCreating] = useState(false);
  const [intent, setIntent] = useState<IntentGrade | "all">("all");
  const [order, setOrder] = useState<"newest" | "intent">("intent");
  const summary = useQuery(summaryQuery);
  const counted = (status: LeadStatus) => summary.data?.items.find((each) => each.status === status);
  return (
    <>
      <PageHeader
        title="线索"
        description="展会、网页、公众号和转介绍留下的需求：按回答算出意向，先跟最想买的，从联系到成交或流失都有记录。"
        actions={
          can("business.write") && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
              记录线索
            </Button>
          )
        }
      />
      <Tabs
        destroyOnHidden
        items={[
          {
            key: "board",
            label: "看板",
            children: (
              <>
                <div className={styles.tools}>
                  <Segmented
                    aria-label="意向"
                    value={intent}
                    onChange={setIntent}
                    options={[
                      { value: "all" as const, label: "全部意向" },
                      ...(Object.keys(intentNames) as IntentGrade[]).map((value) => ({
                        value,
                        label: intentNames[value],
                      })),
                    ]}
                  />
                  <Segmented
                    aria-label="排序"
                    value={order}
                    onChange={setOrder}
                    options={[
                      { value: "intent" as const, label: "意向高的在前" },
                      { value: "newest" as const, label: "新的在前" },
                    ]}
                  />
                </div>
                <div className={styles.board}>
                  {(Object.keys(statusNames) as LeadStatus[]).map((status) => {
                    const count = counted(status);
                    return (
                      <Panel
                        key={status}
                        title={`${statusNames[status]} ${count?.leads ?? ""}`}
                        hint={count && count.expectedFen > 0 ? `预计 ${formatMoney(count.expectedFen)}` : undefined}
                      >
                        <LeadList filter={{ status, order, ...(intent !== "all" && { intent }) }} />
                      </Panel>
                    );
                  })}
                </div>
              </>
            ),
          },
          { key: "forms", label: "收集表单", children: <FormsPanel /> },
        ]}
      />
      {isCreating && (
        <NewLead
          onClose={() => setCreating(false)}
          onDone={({ id }) => {
            setCreating(false);
            void navigate(`/leads/${id}`);
          }}
        />
      )}
    </>
  );
}

interface Values {
  title: string;
  need?: string;
  source: Lead["source"];
  memberNo: number;
  expectedYuan?: number;
}

function NewLead({ onClose, onDone }: { onClose: () => void; onDone: (lead: LeadDetail) => void }) {
  const [form] = Form.useForm<Values>();
  const create = useAction<Values, LeadDetail>({
    run: ({ expectedYuan, ...values }) =>
      createLead({
        ...values,
        expectedFen: expectedYuan === undefined || expectedYuan === null ? null : Math.round(expectedYuan * 100),
      }),
    done: "已记录",
    refresh: [["leads"]],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="记录线索"
      hint="线索挂在联系人名下；联系人所在的企业在企业客户里维护。"
      initialValues={{ source: "visit" }}
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="title" label="线索" rules={[{ required: true, min: 2, message: "请用一句话写明线索" }]}>
        <Input maxLength={120} placeholder="例如：询价两百台开关柜" />
      </Form.Item>
      <Form.Item name="memberNo" label="联系人会员号" rules={[{ required: true, message: "请填写会员号" }]}>
        <InputNumber min={1} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="source" label="来源">
        <Select options={optionsOf(sourceNames)} />
      </Form.Item>
      <Form.Item name="expectedYuan" label="预计金额（元）">
        <InputNumber min={0} precision={2} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="need" label="需求">
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
    </FormDrawer>
  );
}
