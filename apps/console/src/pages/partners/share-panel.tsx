import { Alert, Button, InputNumber, Modal, Tag, Typography } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatAgo, formatDateTime } from "../../shared/format/date.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { type Cooperation, cooperationsKey, openShare, revokeShare, type Share } from "./partner-api.ts";
import styles from "./partners.module.css";

/** Read-only pages for the partner: made, seen to be opened, taken back. */
export function SharePanel({ cooperation, mayWrite }: { cooperation: Cooperation; mayWrite: boolean }) {
  const { id, brand, shares } = cooperation;
  const [asking, setAsking] = useState(false);
  const [days, setDays] = useState(30);
  const [made, setMade] = useState<Share | null>(null);
  const share = useAction<number, Share>({
    run: (count) => openShare(id, count),
    refresh: [cooperationsKey],
    onDone: (answer) => {
      setAsking(false);
      setMade(answer);
    },
  });
  const revoke = useAction<string, Cooperation>({
    run: (shareId) => revokeShare(id, shareId),
    done: "已收回，地址立刻打不开",
    refresh: [cooperationsKey],
  });
  const address = made ? `${window.location.origin}${made.path}` : "";
  return (
    <Panel
      title="给对方看的页面"
      hint="只读、到期失效、每天更新一次；没有客户资料，少于 5 的人数与订单不显示"
      extra={mayWrite && <Button onClick={() => setAsking(true)}>生成页面</Button>}
    >
      {made && (
        <Alert
          type="success"
          showIcon
          style={{ marginBottom: 12 }}
          title="地址只显示这一次，请现在复制发给对方"
          description={<Typography.Text copyable={{ text: address }}>{address}</Typography.Text>}
          closable={{ onClose: () => setMade(null) }}
        />
      )}
      {shares.length === 0 ? (
        <EmptyState compact title="还没有给对方的页面">
          让{brand}自己看双方的进度，就不用每周互发截图。
        </EmptyState>
      ) : (
        <ul className={styles.ways}>
          {shares.map((each) => (
            <li key={each.id}>
              <span>
                {each.live ? <Tag color="green">可打开</Tag> : <Tag>已失效</Tag>}
                {formatDateTime(each.createdAt)} {each.createdBy} 生成
              </span>
              <span className={styles.small}>
                有效至 {formatDateTime(each.expiresAt)} · 打开 {each.opened} 次
                {each.lastOpenedAt && ` · 最近 ${formatAgo(each.lastOpenedAt)}`}
              </span>
              {each.live && mayWrite && (
                <span>
                  <ConfirmDanger
                    action="收回"
                    title="收回这个页面？"
                    button={{ size: "small" }}
                    onConfirm={() => revoke.mutateAsync(each.id)}
                  >
                    {brand}手里的地址会立刻打不开，不能恢复；需要时可以再生成一个。
                  </ConfirmDanger>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Modal
        open={asking}
        title={`给${brand}生成只读页面`}
        okText="生成"
        cancelText="取消"
        width={440}
        confirmLoading={share.isPending}
        onOk={() => share.mutate(days)}
        onCancel={() => setAsking(false)}
      >
        <p>拿到地址的人都能看，请只发给对方的对接人。</p>
        有效天数{" "}
        <InputNumber aria-label="有效天数" min={1} max={180} value={days} onChange={(value) => setDays(value ?? 30)} />
      </Modal>
    </Panel>
  );
}
