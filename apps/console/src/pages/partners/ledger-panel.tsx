import { useQuery } from "@tanstack/react-query";
import { Tag, Tooltip } from "antd";
import { formatNumber, formatRatio } from "../../shared/format/number.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { amountText, balanceText, type Cooperation, measureOf, vocabularyQuery } from "./partner-api.ts";
import styles from "./partners.module.css";

type Side = Cooperation["ledger"][number]["toUs"];
const fromNames = { counted: "系统计数", us: "我方填报", them: "对方填报" } as const;

interface SideCellsProps {
  readonly side: Side;
  readonly text: (amount: number | null) => string;
  /** Who gives. */
  readonly who: string;
}

function SideCells({ side, text, who }: SideCellsProps) {
  const said = [
    side.usedFrom !== null && fromNames[side.usedFrom],
    side.usedFrom !== "them" && side.them !== null && `对方填报 ${text(side.them)}`,
    side.usedFrom !== "us" && side.us !== null && `我方填报 ${text(side.us)}`,
  ].filter((each) => each !== false);
  return (
    <>
      <td className={styles.agreed} data-label="约定">
        {text(side.agreed)}
      </td>
      <td data-label={`${who}已给`}>
        <strong>{text(side.used)}</strong>
        {said.length > 0 && <small>{said.join(" · ")}</small>}
        {side.differs && side.difference !== null && (
          <small className={styles.differs}>
            对方{side.difference > 0 ? "多" : "少"}报 {text(Math.abs(side.difference))}，先核对
          </small>
        )}
        {side.agreed !== null && side.used !== null && <small>完成 {formatRatio(side.used / side.agreed, 0)}</small>}
      </td>
    </>
  );
}

/** Both sides' ledger, and who owes whom by the measure agreed on. */
export function LedgerPanel({ cooperation }: { cooperation: Cooperation }) {
  const { data } = useQuery(vocabularyQuery);
  const { ledger, balance, brand, measure } = cooperation;
  const of = measureOf(data, measure);
  return (
    <Panel
      title="双方账本"
      hint={
        <>
          按「{of?.label}」衡量：<strong>{balanceText(data, balance, brand)}</strong>
          {balance.rate !== 1 && `（按约定，我方 1 换对方 ${formatNumber(balance.rate, 2)}）`}
          {balance.uncertain && " · 有数据没填或双方对不上，结算前先核对"}
        </>
      }
    >
      {ledger.length === 0 ? (
        <p className={styles.quiet}>写下双方约定、生成渠道之后，这里会逐项列出双方给出和得到的。</p>
      ) : (
        <div className={styles.scroll}>
          <table className={`${styles.ledger} ${styles.both}`}>
            <thead>
              <tr>
                <th scope="col">指标</th>
                <th scope="col">约定我方给</th>
                <th scope="col">我方已给{brand}</th>
                <th scope="col">约定对方给</th>
                <th scope="col">{brand}已给我方</th>
              </tr>
            </thead>
            <tbody>
              {ledger.map((row) => {
                const text = (amount: number | null) => (amount === null ? "—" : amountText(data, row.measure, amount));
                const known = measureOf(data, row.measure);
                return (
                  <tr key={row.measure} className={row.measure === measure ? styles.chosen : undefined}>
                    <th scope="row">
                      <Tooltip title={known?.definition}>
                        <span>{known?.label}</span>
                      </Tooltip>{" "}
                      {row.measure === measure && <Tag color="green">衡量指标</Tag>}
                    </th>
                    <SideCells side={row.toThem} text={text} who="我方" />
                    <SideCells side={row.toUs} text={text} who={brand} />
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
