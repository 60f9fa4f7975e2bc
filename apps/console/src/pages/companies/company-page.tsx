import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, InputNumber, Select, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { LeadList } from "../leads/lead-list.tsx";
import styles from "./companies.module.css";
import {
  type CompanyDetail,
  type ContactFields,
  companyQuery,
  powerNames,
  putContact,
  removeContact,
  sizeNames,
} from "./company-api.ts";

/** One company: who decides there, and what it asked for. */
export function Component() {
  const { companyId = "" } = useParams();
  const can = useCan();
  const company = useQuery(companyQuery(companyId));
  const [isAdding, setAdding] = useState(false);
  const remove = useAction<number, CompanyDetail>({
    run: (memberNo) => removeContact(companyId, memberNo),
    done: "已移除联系人",
    refresh: [["companies"]],
  });
  if (company.isError) return <ErrorState error={company.error} onRetry={() => void company.refetch()} />;
  const data = company.data;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const mayWrite = can("business.write");
  return (
    <>
      <PageHeader
        back={{ to: "/companies", label: "企业客户" }}
        title={data.name}
        description={[
          data.creditCode && `信用代码 ${data.creditCode}`,
          data.industry,
          data.size && sizeNames[data.size],
          data.region,
          `${data.ownerName ?? data.storeName ?? "总部"}负责`,
        ]
          .filter(Boolean)
          .join(" · ")}
      />
      {data.similar.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className={styles.alert}
          title="有名称相近的企业，请核对是不是同一家"
          description={data.similar.map(({ id, name }) => (
            <Link key={id} to={`/companies/${id}`} className={styles.similar}>
              {name}
            </Link>
          ))}
        />
      )}
      <div className={styles.columns}>
        <Panel
          title="联系人"
          extra={
            mayWrite && (
              <Button size="small" onClick={() => setAdding(true)}>
                添加联系人
              </Button>
            )
          }
        >
          {data.contacts.length === 0 && (
            <EmptyState compact title="还没有联系人">
              把认识的客户添加为联系人，并写明谁拍板。
            </EmptyState>
          )}
          <ul className={styles.plain}>
            {data.contacts.map((contact) => (
              <li key={contact.memberNo}>
                <div>
                  <Link to={`/members/${contact.memberNo}`}>{contact.name ?? `客户 ${contact.memberNo}`}</Link>{" "}
                  <Tag color={contact.decisionPower === "decides" ? "gold" : undefined}>
                    {powerNames[contact.decisionPower]}
                  </Tag>
                  <div className={styles.quiet}>
                    {[contact.department, contact.position, contact.remark].filter(Boolean).join(" · ") || "职位未知"}
                  </div>
                </div>
                {mayWrite && (
                  <Button
                    size="small"
                    type="text"
                    loading={remove.isPending}
                    onClick={() => remove.mutate(contact.memberNo)}
                  >
                    移除
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="线索">
          <LeadList filter={{ companyId }} />
        </Panel>
      </div>
      {isAdding && <ContactForm companyId={companyId} onClose={() => setAdding(false)} />}
    </>
  );
}

function ContactForm({ companyId, onClose }: { companyId: string; onClose: () => void }) {
  const [form] = Form.useForm<ContactFields>();
  const put = useAction<ContactFields, CompanyDetail>({
    run: (values) => putContact(companyId, values),
    done: "已保存联系人",
    refresh: [["companies"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<ContactFields>
      form={form}
      title="添加联系人"
      hint="联系人就是一位客户；先在客户列表里找到会员号。"
      initialValues={{ decisionPower: "unknown" }}
      onSubmit={(values) => put.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="memberNo" label="会员号" rules={[{ required: true, message: "请填写会员号" }]}>
        <InputNumber min={1} precision={0} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item name="department" label="部门">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="position" label="职位">
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="decisionPower" label="决策角色">
        <Select options={optionsOf(powerNames)} />
      </Form.Item>
      <Form.Item name="remark" label="备注">
        <Input maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}
