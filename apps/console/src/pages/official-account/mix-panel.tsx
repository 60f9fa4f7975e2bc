import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, InputNumber, Select, Skeleton, Space } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { Count, Day, Ratio } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./official-account.module.css";
import {
  type MixSetting,
  mixQuery,
  type Positioning,
  type Positionings,
  positioningsQuery,
  purposeOptions,
  readFigures,
  saveMixSetting,
  savePositioning,
} from "./official-account-api.ts";

/** What each positioning expects of the mix. */
function ExpectationForm({ words, onClose }: { readonly words: Positionings; readonly onClose: () => void }) {
  const [form] = Form.useForm<MixSetting["value"]>();
  const { value, version } = words.setting;
  const save = useAction<MixSetting["value"], MixSetting>({
    run: (changed) => saveMixSetting({ value: changed, version }),
    done: "已保存",
    refresh: [["official-accounts"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer
      form={form}
      title="各定位的内容配比"
      hint="三种用途加起来要等于 100%。没有公认的标准，这里给的是起点，请按自己的经验调整。"
      initialValues={value}
      onSubmit={(changed) => save.mutateAsync(changed)}
      onClose={onClose}
    >
      {words.positionings.map(({ code, label }) => (
        <Form.Item key={code} label={label}>
          <Space wrap>
            {purposeOptions.map((purpose) => (
              <Form.Item key={purpose.value} name={["expected", code, purpose.value]} noStyle>
                <InputNumber min={0} max={100} precision={0} prefix={purpose.label} suffix="%" style={{ width: 160 }} />
              </Form.Item>
            ))}
          </Space>
        </Form.Item>
      ))}
      <Form.Item name="tolerance" label="相差多少以内不提醒（百分点）">
        <InputNumber min={1} max={50} precision={0} />
      </Form.Item>
    </FormDrawer>
  );
}

/** How the account stands, and whether what it really publishes fits (CH-12, CH-13). */
export function MixPanel({ accountId }: { readonly accountId: string }) {
  const can = useCan();
  const mayWrite = can("official_account.write");
  const [isSetting, setSetting] = useState(false);
  const words = useQuery(positioningsQuery);
  const mix = useQuery(mixQuery(accountId));
  const choose = useAction<Positioning | null>({
    run: (positioning) => savePositioning(accountId, positioning),
    done: "已选择定位",
    refresh: [["official-accounts", accountId, "mix"]],
  });
  const read = useAction({
    run: () => readFigures(accountId),
    done: "正在后台读取昨天为止的阅读数",
    refresh: [["official-accounts", accountId, "mix"]],
  });
  if (mix.isError) return <ErrorState compact error={mix.error} onRetry={() => void mix.refetch()} />;
  if (!mix.data || !words.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  const { positioning, rows, actual, expected, advice, from, to, figuresTo, figuresFailure } = mix.data;
  const chosen = words.data.positionings.find(({ code }) => code === positioning);
  return (
    <Panel
      title="定位与内容配比"
      hint={
        <>
          <Day value={from} /> 至 <Day value={to} /> 发布的内容；阅读数{figuresTo ? "到 " : "还没有读取"}
          {figuresTo && <Day value={figuresTo} />}
        </>
      }
      extra={
        mayWrite && (
          <Space wrap>
            <Button loading={read.isPending} onClick={() => read.mutate()}>
              读取阅读数
            </Button>
            <Button onClick={() => setSetting(true)}>配比</Button>
          </Space>
        )
      }
    >
      <div className={styles.nature}>
        <Select
          aria-label="账号定位"
          allowClear
          placeholder="选择这个公众号的定位"
          style={{ minWidth: 240, maxWidth: "100%" }}
          value={positioning}
          disabled={!mayWrite}
          onChange={(code: Positioning | undefined) => choose.mutate(code ?? null)}
          options={words.data.positionings.map(({ code, label, sectors }) => ({
            value: code,
            label: `${label}（${sectors.join("、")}）`,
          }))}
        />
        {chosen && <span className={styles.quiet}>{chosen.how}</span>}
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>用途</th>
              <th>发布</th>
              <th>占比</th>
              <th>定位建议</th>
              <th>阅读人次</th>
              <th>分享</th>
              <th>菜单点击</th>
              <th>自动回复（累计）</th>
            </tr>
          </thead>
          <tbody>
            {rows
              .filter(
                ({ purpose, published, menuEntries, replyRules }) =>
                  purpose || published + menuEntries + replyRules > 0,
              )
              .map((row) => (
                <tr key={row.label}>
                  <td>{row.label}</td>
                  <td>{row.published}</td>
                  <td>{row.purpose && actual ? <Ratio value={actual[row.purpose]} /> : "—"}</td>
                  <td>{row.purpose && expected ? <Ratio value={expected[row.purpose]} /> : "—"}</td>
                  <td>
                    <Count value={row.reads} />
                  </td>
                  <td>
                    <Count value={row.shares} />
                  </td>
                  <td>
                    <Count value={row.menuClicks} />
                  </td>
                  <td>
                    <Count value={row.replyUses} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {figuresFailure && <Alert type="warning" showIcon title="阅读数没有读到" description={figuresFailure} />}
      {advice.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="与定位不符"
          description={
            <ul className={styles.advice}>
              {advice.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          }
        />
      )}
      {isSetting && <ExpectationForm words={words.data} onClose={() => setSetting(false)} />}
    </Panel>
  );
}
