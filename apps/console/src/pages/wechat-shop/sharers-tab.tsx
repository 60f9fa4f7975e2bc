import { useQuery } from "@tanstack/react-query";
import { Button, Form, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Day, Money } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { StaffField } from "../staff/staff-field.tsx";
import styles from "./shop.module.css";
import { nameSharer, type Sharer, sharersQuery } from "./shop-api.ts";

interface NameFormProps {
  readonly accountId: string;
  readonly sharer: Sharer;
  readonly onClose: () => void;
}

function NameForm({ accountId, sharer, onClose }: NameFormProps) {
  const [form] = Form.useForm<{ staffId?: string }>();
  const name = useAction({
    run: ({ staffId }: { staffId?: string }) => nameSharer(accountId, sharer.openid, staffId ?? null),
    done: "已保存，之后带来的订单会记到这位员工名下",
    refresh: [["wechat-shop", "sharers"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<{ staffId?: string }>
      title={`${sharer.nickname} 是哪位员工`}
      hint="指定以后新带来的订单算这位员工的业绩；以前的订单不变。留空表示不是员工。"
      form={form}
      initialValues={sharer.staffId ? { staffId: sharer.staffId } : {}}
      onSubmit={(values) => name.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="staffId" label="员工">
        <StaffField />
      </Form.Item>
    </FormDrawer>
  );
}

/** Who passes the shop's products on, what they brought, and which of them are staff. */
export function SharersTab({ accountId, mayWrite }: { accountId: string; mayWrite: boolean }) {
  const sharers = useQuery(sharersQuery(accountId));
  const [named, setNamed] = useState<Sharer | null>(null);
  if (sharers.isError) return <ErrorState error={sharers.error} onRetry={() => void sharers.refetch()} />;
  if (!sharers.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (sharers.data.items.length === 0)
    return (
      <EmptyState title="还没有分享员">
        在小店后台邀请员工成为分享员，他们分享商品带来的订单会显示在这里，也可以记到员工名下。
      </EmptyState>
    );
  return (
    <Panel title="分享员" hint="订单里由小店记下的分享人；推客由联盟机构管理，不在这里" flush>
      <ul className={styles.lines}>
        {sharers.data.items.map((sharer) => (
          <li key={sharer.openid}>
            <div className={styles.lineMain}>
              <div className={styles.lineName}>
                {sharer.nickname} <Tag>{sharer.sharerType === 1 ? "店铺分享员" : "普通分享员"}</Tag>
                {sharer.unboundAt && <Tag color="warning">已解绑</Tag>}
              </div>
              <div className={styles.lineQuiet}>
                <Day value={sharer.boundAt} /> 起 · {sharer.staffName ? `员工 ${sharer.staffName}` : "未指定员工"}
                {sharer.memberNo && (
                  <>
                    {" · "}
                    <Link to={`/members/${sharer.memberNo}`}>客户 {sharer.memberNo}</Link>
                  </>
                )}
              </div>
            </div>
            <div>
              {sharer.orders} 笔 · <Money fen={sharer.amountFen} />
            </div>
            {mayWrite && (
              <Button size="small" onClick={() => setNamed(sharer)}>
                指定员工
              </Button>
            )}
          </li>
        ))}
      </ul>
      {named && <NameForm accountId={accountId} sharer={named} onClose={() => setNamed(null)} />}
    </Panel>
  );
}
