import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Select, Tabs } from "antd";
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
  const summary = useQuery(summaryQuery);
  const counted = (status: LeadStatus) => summary.data?.items.find((each) => each.status === status);
  return (
    <>
      <PageHeader
        title="线索"
        description="展会、网页和转介绍来的企业需求，从联系到成交或流失，一步一步都有记录。"
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
              <div className={styles.board}>
                {(Object.keys(statusNames) as LeadStatus[]).map((status) => {
                  const count = counted(status);
                  return (
                    <Panel
                      key={status}
                      title={`${statusNames[status]} ${count?.leads ?? ""}`}
                      hint={count && count.expectedFen > 0 ? `预计 ${formatMoney(count.expectedFen)}` : undefined}
                    >
                      <LeadList filter={{ status }} />
                    </Panel>
                  );
                })}
              </div>
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
