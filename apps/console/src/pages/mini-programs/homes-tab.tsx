import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton, Tooltip } from "antd";
import { useState } from "react";
import { useLensQuery } from "../../lens/use-lens.ts";
import { useCan } from "../../session/me.ts";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { formatExact, formatMoney, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { FallbackForm } from "./fallback-form.tsx";
import { type HomeReport, type HomeRule, homeReportQuery, homeRulesQuery } from "./mini-program-api.ts";
import styles from "./mini-programs.module.css";
import { RuleForm } from "./rule-form.tsx";
import { fallbackNames, ruleWords } from "./rule-words.ts";
import { TryHome } from "./try-home.tsx";

const colours = ["var(--fl-primary)", "var(--fl-accent)", "var(--fl-line-strong)"];

function Shown({ report }: { report: HomeReport }) {
  return (
    <Panel
      title={`首页展示 ${formatExact(report.visits)} 次`}
      hint={`同一次打开只算最后看到的首页；订单算展示后 ${report.orderHours} 小时内的小程序订单，每单只算给之前最近一次。`}
      flush
    >
      <div style={{ padding: "12px 20px 0" }}>
        <div className={styles.shares}>
          {report.homes.map(({ home, name, share }, at) => (
            <Tooltip key={home} title={`${name} ${formatRatio(share)}`}>
              <div style={{ width: `${(share ?? 0) * 100}%`, background: colours[at] }} />
            </Tooltip>
          ))}
        </div>
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {["首页", "占比", "次数", "人数", "订单", "下单率", "金额"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.homes.map((row) => (
              <tr key={row.home}>
                <th scope="row">
                  {row.name}
                  <div className={styles.under}>
                    {report.bases
                      .filter(({ home }) => home === row.home)
                      .slice(0, 2)
                      .map(({ name, visits }) => `${name} ${formatExact(visits)}`)
                      .join("；")}
                  </div>
                </th>
                <td>{formatRatio(row.share)}</td>
                <td>{formatExact(row.visits)}</td>
                <td>{formatExact(row.users)}</td>
                <td>{formatExact(row.orders)}</td>
                <td>{formatRatio(row.visits === 0 ? null : row.orders / row.visits)}</td>
                <td>{formatMoney(row.amountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Rules() {
  const can = useCan();
  const rules = useQuery(homeRulesQuery);
  const [editing, setEditing] = useState<HomeRule | "new" | "fallback" | null>(null);
  if (rules.isError) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
  if (!rules.data) return <Skeleton active />;
  const { usual, items, setting } = rules.data;
  const mayWrite = can("mini_program.home");
  const { fallbacks, rememberDays } = setting.value;
  return (
    <Panel
      title="首页规则"
      hint="没有单独写的按上级，最后按系统默认。门店是否到店、到家，以及营业时间，在门店资料里维护。"
      extra={mayWrite && <Button onClick={() => setEditing("new")}>增加规则</Button>}
      flush
    >
      <ul className={styles.lines}>
        <li>
          <div className={styles.main}>
            <div className={styles.name}>系统默认</div>
            <div className={styles.quiet}>{ruleWords(usual).join("；")}</div>
          </div>
        </li>
        {items.map((rule) => (
          <li key={rule.unitId}>
            <div className={styles.main}>
              <div className={styles.name}>{rule.unitName}</div>
              <div className={styles.quiet}>{ruleWords(rule).join("；")}</div>
            </div>
            {mayWrite && (
              <Button size="small" onClick={() => setEditing(rule)}>
                修改
              </Button>
            )}
          </li>
        ))}
        <li>
          <div className={styles.main}>
            <div className={styles.name}>客户不给位置时</div>
            <div className={styles.quiet}>
              依次用：{[...fallbacks.map((each) => fallbackNames[each]), "门店列表"].join(" → ")}；上次的门店记{" "}
              {rememberDays} 天
            </div>
          </div>
          {mayWrite && (
            <Button size="small" onClick={() => setEditing("fallback")}>
              修改
            </Button>
          )}
        </li>
      </ul>
      {editing === "fallback" && <FallbackForm setting={setting} onClose={() => setEditing(null)} />}
      {editing !== null && editing !== "fallback" && (
        <RuleForm
          usual={usual}
          taken={items.map(({ unitId }) => unitId)}
          {...(editing !== "new" && { rule: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}

/** Which home people see by their place: shares, the rules, and a place to try them (CH-21). */
export function HomesTab() {
  const report = useQuery(homeReportQuery(useLensQuery()));
  return (
    <div className={styles.stack}>
      {report.isError ? (
        <ErrorState error={report.error} onRetry={() => void report.refetch()} />
      ) : !report.data ? (
        <Skeleton active />
      ) : report.data.visits === 0 ? (
        <Panel>
          <EmptyState compact title="这段时间还没有按位置展示过首页">
            小程序打开时把客户授权的位置交给 POST
            /mini-program/home，就会得到该看哪个首页：店内扫码购、到家，或附近门店。 位置只用来判断，不保存。
          </EmptyState>
        </Panel>
      ) : (
        <Shown report={report.data} />
      )}
      <div className={styles.two}>
        <Rules />
        <TryHome />
      </div>
      {report.data && report.data.stores.length > 0 && (
        <Panel title="展示最多的门店" flush>
          <ul className={styles.lines}>
            {report.data.stores.map((store) => (
              <li key={store.storeNo}>
                <span className={styles.main}>{store.storeName}</span>
                <span className={styles.quiet}>
                  扫码购 {formatExact(store.scanAndGo)} · 到家 {formatExact(store.homeDelivery)} · 附近门店{" "}
                  {formatExact(store.nearby)}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
