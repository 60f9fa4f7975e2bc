import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Select, Tag } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { CustomersPanel } from "./customers-panel.tsx";
import { EnterDrawer } from "./enter-drawer.tsx";
import { GroupsPanel } from "./groups-panel.tsx";
import { closeMove, type Move, movesKey, movesQuery, openMove } from "./move-api.ts";
import styles from "./moves.module.css";
import { ProgressPanel } from "./progress-panel.tsx";

interface Values {
  name: string;
  dueOn?: Dayjs;
}

function OpenForm({ onClose, onDone }: { onClose: () => void; onDone: (move: Move) => void }) {
  const [form] = Form.useForm<Values>();
  const open = useAction<Values, Move>({
    run: ({ name, dueOn }) => openMove({ name, dueOn: dueOn ? dueOn.format("YYYY-MM-DD") : null }),
    done: "已发起，导购可以录入了",
    refresh: [movesKey],
    onDone,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title="发起迁移"
      hint="导购把个人微信里的老客户和群录进来，再请客户加企业微信；加上了才算迁移，客户从此归公司、门店和导购共同所有。"
      submitText="发起"
      onSubmit={(values) => open.mutateAsync(values)}
      onClose={onClose}
    >
      <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, message: "请填写迁移的名称" }]}>
        <Input maxLength={60} placeholder="例如：2026 年全员老客迁移" />
      </Form.Item>
      <Form.Item name="dueOn" label="希望完成的日期（选填）">
        <DatePicker style={{ width: "100%" }} />
      </Form.Item>
    </FormDrawer>
  );
}

/** 个人微信迁移: from a salesperson's friends to the company's customers (ID-08). */
export function Component() {
  const can = useCan();
  const moves = useQuery(movesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isOpening, setOpening] = useState(false);
  const [isEntering, setEntering] = useState(false);
  const close = useAction<string, Move>({ run: closeMove, done: "已结束", refresh: [movesKey], quietFailure: true });
  if (moves.isError) return <ErrorState error={moves.error} onRetry={() => void moves.refetch()} />;
  if (!moves.data) return <PageSkeleton />;
  const { items } = moves.data;
  const move = items.find(({ id }) => id === chosen) ?? items[0];
  const open = can("wechat_move.manage") && (
    <Button type={move ? "default" : "primary"} onClick={() => setOpening(true)}>
      发起迁移
    </Button>
  );
  return (
    <>
      <PageHeader
        title="个人微信迁移"
        description="把导购个人微信里的客户和群搬到企业微信：谁来了、谁还没来，一直看得见。"
        actions={
          move && (
            <>
              {items.length > 1 && (
                <Select
                  aria-label="迁移"
                  value={move.id}
                  options={items.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={setChosen}
                />
              )}
              {open}
              {move.closedAt === null && (
                <Button type="primary" onClick={() => setEntering(true)}>
                  录入客户与群
                </Button>
              )}
            </>
          )
        }
      />
      {move ? (
        <div className={styles.stack}>
          <div>
            <strong>{move.name}</strong> {move.closedAt ? <Tag>已结束</Tag> : <Tag color="success">进行中</Tag>}
            {move.dueOn && <span className={styles.quiet}>希望 {move.dueOn} 完成</span>}{" "}
            {can("wechat_move.manage") && move.closedAt === null && (
              <ConfirmDanger
                action="结束迁移"
                title={`结束「${move.name}」？`}
                button={{ size: "small", type: "text" }}
                onConfirm={() => close.mutateAsync(move.id)}
              >
                结束后不能再录入和记结果；之后加上企业微信的客户仍会计入进度。不能恢复，只能另发起一次。
              </ConfirmDanger>
            )}
          </div>
          <ProgressPanel moveId={move.id} />
          <CustomersPanel moveId={move.id} />
          <GroupsPanel moveId={move.id} />
        </div>
      ) : (
        <EmptyState title="还没有发起迁移" action={open}>
          导购个人微信里的老客户，离职就带走了。发起一次迁移，请他们加企业微信，客户就成了公司的资产。
        </EmptyState>
      )}
      {isOpening && (
        <OpenForm
          onClose={() => setOpening(false)}
          onDone={({ id }) => {
            setChosen(id);
            setOpening(false);
          }}
        />
      )}
      {isEntering && move && <EnterDrawer moveId={move.id} onClose={() => setEntering(false)} />}
    </>
  );
}
