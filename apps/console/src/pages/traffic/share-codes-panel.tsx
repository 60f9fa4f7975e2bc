import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { UnitSelect } from "../../shared/organization/unit-select.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./traffic.module.css";
import { createShareCode, retireShareCode, type ShareCodes, shareCodesQuery } from "./traffic-api.ts";

/** Codes in links and posters that point back to a dealer, or to one of its stores. */
export function ShareCodesPanel() {
  const can = useCan();
  const codes = useQuery(shareCodesQuery);
  const [isMaking, setMaking] = useState(false);
  const retire = useAction<string, ShareCodes>({ run: retireShareCode, done: "已停用", refresh: [["traffic"]] });
  const items = codes.data?.items ?? [];
  return (
    <Panel
      title="分享码"
      hint="放进小程序链接和海报：客户从哪家的码进来，就归哪家经销商和门店"
      extra={can("traffic.write") && <Button onClick={() => setMaking(true)}>新建分享码</Button>}
      flush
    >
      {codes.isError && <ErrorState compact error={codes.error} onRetry={() => void codes.refetch()} />}
      {codes.isPending && <Skeleton active />}
      {codes.data && items.length === 0 && <EmptyState compact title="还没有分享码" />}
      {items.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">分享码</th>
                <th scope="col" className={styles.text}>
                  用途
                </th>
                <th scope="col" className={styles.text}>
                  归属
                </th>
                <th scope="col">创建</th>
                {can("traffic.write") && <th scope="col">操作</th>}
              </tr>
            </thead>
            <tbody>
              {items.map((code) => (
                <tr key={code.code}>
                  <th scope="row">
                    {code.code} {code.retiredAt && <Tag>已停用</Tag>}
                  </th>
                  <td className={styles.text}>{code.name}</td>
                  <td className={styles.text}>
                    {code.dealerName}
                    {code.unitKind === "store" && ` · ${code.unitName}`}
                  </td>
                  <td>
                    <small>
                      {code.createdBy} {formatDateTime(code.createdAt)}
                    </small>
                  </td>
                  {can("traffic.write") && (
                    <td>
                      {!code.retiredAt && (
                        <ConfirmDanger
                          action="停用"
                          title={`停用分享码「${code.code}」？`}
                          button={{ size: "small" }}
                          onConfirm={() => retire.mutateAsync(code.code)}
                        >
                          之后凭这个码进来的客户不再归「{code.dealerName}」，已经带来的不变。停用后不能恢复。
                        </ConfirmDanger>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isMaking && <ShareCodeForm onClose={() => setMaking(false)} />}
    </Panel>
  );
}

interface Values {
  code: string;
  name: string;
  unitId: string;
}

function ShareCodeForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const create = useAction<Values, ShareCodes>({
    run: createShareCode,
    done: "分享码已可使用",
    refresh: [["traffic"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="新建分享码"
      onSubmit={(values) => create.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="unitId" label="归属的经销商或门店" rules={[{ required: true, message: "请选择" }]}>
        <UnitSelect kinds={["dealer", "store"]} placeholder="选择经销商，或它的一家门店" />
      </Form.Item>
      <Form.Item
        name="code"
        label="分享码"
        extra="3 至 40 位字母、数字、- 或 _，不能和别的重复"
        rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{3,40}$/, message: "请用 3 至 40 位字母、数字、- 或 _" }]}
      >
        <Input placeholder="例如 WED-GZ01" />
      </Form.Item>
      <Form.Item name="name" label="用途" rules={[{ required: true, message: "请填写用途" }]}>
        <Input maxLength={60} placeholder="例如：周三福利日海报" />
      </Form.Item>
    </FormDrawer>
  );
}
