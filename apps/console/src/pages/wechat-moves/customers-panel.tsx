import { App, Button, Dropdown, InputNumber, Modal, Segmented, Skeleton, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { useCursorList } from "../../shared/table/use-cursor-list.ts";
import {
  fetchCustomers,
  linkCustomer,
  type MoveCustomer,
  type MoveStatus,
  movesKey,
  noteStep,
  readPhone,
  statusColors,
  statusNames,
} from "./move-api.ts";
import styles from "./moves.module.css";

function Actions({ customer }: { customer: MoveCustomer }) {
  const { modal } = App.useApp();
  const [isLinking, setLinking] = useState(false);
  const [memberNo, setMemberNo] = useState<number | null>(null);
  const refresh = [movesKey];
  const step = useAction<"called" | "asked" | "refused", unknown>({
    run: (value) => noteStep(customer.no, value),
    done: "已记下",
    refresh,
  });
  const phone = useAction<void, { phone: string }>({
    run: () => readPhone(customer.no),
    refresh: [],
    onDone: (read) =>
      void modal.info({
        title: customer.name ?? "客户的手机号",
        content: <a href={`tel:${read.phone}`}>{read.phone}</a>,
        okText: "知道了",
      }),
  });
  const link = useAction<number, unknown>({
    run: (no) => linkCustomer(customer.no, no),
    done: "已认定",
    refresh,
    onDone: () => setLinking(false),
  });
  if (customer.status === "migrated") return null;
  return (
    <>
      {customer.phone && (
        <Button size="small" loading={phone.isPending} onClick={() => phone.mutate()}>
          打电话
        </Button>
      )}
      <Dropdown
        menu={{
          items: [
            { key: "called", label: "已联系" },
            { key: "asked", label: "已发送邀请" },
            { key: "refused", label: "不愿意" },
            { key: "link", label: "就是某位客户…" },
          ],
          onClick: ({ key }) =>
            key === "link" ? setLinking(true) : step.mutate(key as "called" | "asked" | "refused"),
        }}
      >
        <Button size="small" loading={step.isPending}>
          记结果
        </Button>
      </Dropdown>
      <Modal
        open={isLinking}
        title={`「${customer.name ?? "这位客户"}」是哪位客户？`}
        okText="认定"
        cancelText="取消"
        okButtonProps={{ disabled: memberNo === null }}
        confirmLoading={link.isPending}
        onCancel={() => setLinking(false)}
        onOk={() => memberNo !== null && link.mutate(memberNo)}
      >
        <p>对方已经加了企业微信、但没有手机号可以对上时，填客户编号（客户页顶部）。</p>
        <InputNumber
          aria-label="客户编号"
          min={1}
          precision={0}
          value={memberNo}
          onChange={setMemberNo}
          style={{ width: "100%" }}
        />
      </Modal>
    </>
  );
}

/** Each customer with what became of them; the guide's next call is at the top of 待联系. */
export function CustomersPanel({ moveId }: { moveId: string }) {
  const [status, setStatus] = useState<MoveStatus | "all">("waiting");
  const list = useCursorList<MoveCustomer>({
    queryKey: [...movesKey, moveId, "customers", status],
    fetchPage: (cursor, signal) => fetchCustomers(moveId, status === "all" ? undefined : status, cursor, signal),
  });
  return (
    <Panel title="客户" hint="状态来自企业微信的真实好友关系，不用手填">
      <div className={styles.tools}>
        <Segmented
          aria-label="状态"
          value={status}
          onChange={setStatus}
          options={[
            ...(Object.keys(statusNames) as MoveStatus[]).map((value) => ({ value, label: statusNames[value] })),
            { value: "all" as const, label: "全部" },
          ]}
        />
      </div>
      {list.isLoading ? (
        <Skeleton active />
      ) : list.error && list.rows.length === 0 ? (
        <ErrorState compact error={list.error} onRetry={list.retry} />
      ) : list.rows.length === 0 ? (
        <EmptyState compact title={status === "all" ? "还没有录入客户" : `没有「${statusNames[status]}」的客户`} />
      ) : (
        <ul className={styles.list}>
          {list.rows.map((customer) => (
            <li key={customer.no}>
              <div className={styles.main}>
                <div className={styles.name}>
                  {customer.name ?? customer.wechatId ?? customer.phone}{" "}
                  <Tag color={statusColors[customer.status]}>{statusNames[customer.status]}</Tag>
                </div>
                <div className={styles.quiet}>
                  {[customer.phone, customer.guideName, customer.storeName, customer.note].filter(Boolean).join(" · ")}
                  {customer.memberNo !== null && (
                    <>
                      {" · "}
                      <Link to={`/members/${customer.memberNo}`}>客户 {customer.memberNo}</Link>
                    </>
                  )}
                  {customer.since && (
                    <>
                      {" · "}
                      <DateTime value={customer.since} ago /> 加好友
                    </>
                  )}
                </div>
              </div>
              <Actions customer={customer} />
            </li>
          ))}
        </ul>
      )}
      {list.hasMore && (
        <Button block size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          再看一些
        </Button>
      )}
    </Panel>
  );
}
