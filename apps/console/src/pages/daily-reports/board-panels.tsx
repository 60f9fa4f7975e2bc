import { Button, Input, Segmented, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { EmptyState } from "../../shared/feedback/states.tsx";
import { formatDateTime } from "../../shared/format/date.ts";
import { formatRatio } from "../../shared/format/number.ts";
import { metricText } from "../../shared/metric/metric-text.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./daily-reports.module.css";
import { FigureRow } from "./figure-row.tsx";
import { type Board, handUpSummary, remindStores, type StoreDay, stateColors, stateNames } from "./report-api.ts";

const linkTo = (unitId: string, day: string) => `/daily-reports?unit=${unitId}&day=${day}`;

/** Who has reported, and the day's figures. */
export function TallyPanel({ board }: { board: Board }) {
  const can = useCan();
  const missing = board.expected - board.submitted;
  const remind = useAction<void, Awaited<ReturnType<typeof remindStores>>>({
    run: () => remindStores({ day: board.day, orgUnitId: board.unit.id }),
    done: ({ reminded, missing: count }) =>
      reminded.length > 0
        ? `已提醒 ${reminded.length} 家门店，店长打开日报就能看到`
        : count === 0
          ? "都交齐了，不用提醒"
          : "半小时内都提醒过了，稍后再试",
    refresh: [["daily-reports"]],
  });
  return (
    <Panel
      title={`${board.unit.name} · ${board.day}`}
      hint={`截止 ${formatDateTime(board.deadline)}`}
      extra={
        can("daily_report.review") &&
        missing > 0 && (
          <Button loading={remind.isPending} onClick={() => remind.mutate()}>
            提醒未交的 {missing} 家
          </Button>
        )
      }
    >
      <p className={styles.tally}>
        应交 {board.expected} 家，已交 <strong>{board.submitted}</strong> 家（{formatRatio(board.rate)}），其中迟交{" "}
        {board.late} 家
      </p>
      <FigureRow figures={board.figures} />
    </Panel>
  );
}

/** What the branches handed up. */
export function BranchesPanel({ board }: { board: Board }) {
  if (board.branches.length === 0) return null;
  return (
    <Panel title="各区域汇总" hint="点区域看它的门店">
      <ul className={styles.plain}>
        {board.branches.map((branch) => (
          <li key={branch.unitId}>
            <div className={styles.head}>
              <Link to={linkTo(branch.unitId, board.day)}>{branch.name}</Link>
              <span className={styles.quiet}>
                已交 {branch.submitted} / {branch.expected}
              </span>
              {!branch.summary && <Tag>未汇总</Tag>}
            </div>
            {branch.summary && (
              <>
                <p className={styles.text}>{branch.summary.body}</p>
                <span className={styles.quiet}>
                  {branch.summary.by} {formatDateTime(branch.summary.at)}，当时已交 {branch.summary.submitted} /{" "}
                  {branch.summary.expected}
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** A branch's own summary to the level above. */
export function SummaryPanel({ board }: { board: Board }) {
  const can = useCan();
  const [body, setBody] = useState(board.summary?.body ?? "");
  const save = useAction<void, Board>({
    run: () =>
      handUpSummary({
        day: board.day,
        orgUnitId: board.unit.id,
        body: body.trim(),
        version: board.summary?.version ?? 0,
      }),
    done: "汇总已上报",
    refresh: [["daily-reports"]],
  });
  if (board.unit.kind === "headquarters" || (!can("daily_report.review") && !board.summary)) return null;
  return (
    <Panel
      title="上报汇总"
      hint={
        board.summary
          ? `${board.summary.by} 于 ${formatDateTime(board.summary.at)} 上报（第 ${board.summary.version} 版）`
          : "把门店日报里上级该知道的，写成几句话"
      }
    >
      {can("daily_report.review") ? (
        <div className={styles.write}>
          <Input.TextArea
            aria-label="上报汇总"
            rows={3}
            maxLength={4_000}
            value={body}
            placeholder="整体情况、突出门店、需要总部协调的事"
            onChange={(event) => setBody(event.target.value)}
          />
          <Button
            type="primary"
            disabled={body.trim().length < 2 || body.trim() === board.summary?.body}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {board.summary ? "重新上报" : "上报"}
          </Button>
        </div>
      ) : (
        <p className={styles.text}>{board.summary?.body}</p>
      )}
    </Panel>
  );
}

const views = [
  { value: "all", label: "全部" },
  { value: "missing", label: "未交" },
  { value: "needed", label: "需要支持" },
  { value: "top", label: "销售靠前" },
  { value: "bottom", label: "销售靠后" },
] as const;
type View = (typeof views)[number]["value"];

function chosen(board: Board, view: View): readonly StoreDay[] {
  if (view === "missing") return board.stores.filter((store) => store.submittedAt === null);
  if (view === "needed") return board.stores.filter((store) => store.needed !== "");
  if (view === "all") return board.stores;
  const byId = new Map(board.stores.map((store) => [store.unitId, store]));
  return board[view].flatMap((id) => byId.get(id) ?? []);
}

/** Stores shown at a time: a chain has hundreds. */
const portion = 30;

/** The stores' day: state, figures, and what they said. */
export function StoresPanel({ board }: { board: Board }) {
  const [view, setView] = useState<View>("all");
  const [shown, setShown] = useState(portion);
  const rows = chosen(board, view);
  return (
    <Panel
      title="门店"
      extra={
        <div className={styles.switch}>
          <Segmented<View>
            aria-label="看哪些门店"
            value={view}
            onChange={(next) => {
              setView(next);
              setShown(portion);
            }}
            options={[...views]}
          />
        </div>
      }
    >
      {rows.length === 0 && (
        <EmptyState compact title={board.stores.length === 0 ? "这天没有营业的门店" : "没有这样的门店"} />
      )}
      <ul className={styles.plain}>
        {rows.slice(0, shown).map((store) => (
          <li key={store.unitId} className={styles.store}>
            <div className={styles.head}>
              <Link to={linkTo(store.unitId, board.day)}>{store.name}</Link>
              <span className={styles.quiet}>{store.parentName}</span>
              <Tag color={stateColors[store.state]}>{stateNames[store.state]}</Tag>
              {store.corrected && <Tag>有更正</Tag>}
              {store.comments > 0 && <span className={styles.quiet}>{store.comments} 条批注</span>}
              {store.submittedAt === null && store.remindedAt && (
                <span className={styles.quiet}>{formatDateTime(store.remindedAt)} 提醒过</span>
              )}
            </div>
            <div className={styles.numbers}>
              销售额 {metricText(store.figures.gmv, "fen")} · 订单 {metricText(store.figures.orders, "orders")} ·
              新增会员 {metricText(store.figures.newMembers, "persons")} · 退款{" "}
              {metricText(store.figures.refundAmount, "fen")}
            </div>
            {store.happened && <p className={styles.text}>{store.happened}</p>}
            {store.needed && <p className={styles.needed}>需要：{store.needed}</p>}
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <div className={styles.more}>
          <Button onClick={() => setShown(shown + portion)}>
            再看 {Math.min(portion, rows.length - shown)} 家（共 {rows.length} 家）
          </Button>
        </div>
      )}
    </Panel>
  );
}
