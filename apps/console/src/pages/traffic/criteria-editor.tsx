import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import styles from "./traffic.module.css";
import type { RuleFields } from "./traffic-api.ts";

export type CriterionCode = RuleFields["criteria"][number];

const hints: Readonly<Record<CriterionCode, string>> = {
  share_code: "客户由谁的分享码进来就给谁",
  belonging: "客户已归属某家的门店就给它",
  territory: "客户在谁的保护区域内就给谁",
  nearest: "真实距离近的优先，同一档内算一样近",
  capacity: "当天名额已满的让给还有名额的",
  weight: "近 30 天分到的 ÷ 权重，少的优先",
};

interface CriteriaEditorProps {
  readonly value?: readonly CriterionCode[];
  readonly onChange?: (value: CriterionCode[]) => void;
  readonly names: Readonly<Record<string, string>>;
}

/** Puts the criteria in order, leaves some out, takes some back. */
export function CriteriaEditor({ value = [], onChange, names }: CriteriaEditorProps) {
  const unused = (Object.keys(hints) as CriterionCode[]).filter((code) => !value.includes(code));
  const swap = (at: number, to: number) => {
    const next = [...value];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(to, 0, moved);
    onChange?.(next);
  };
  return (
    <>
      <ol className={styles.order}>
        {value.map((code, at) => (
          <li key={code}>
            <span>
              <strong>
                {at + 1}. {names[code]}
              </strong>
              <div className={styles.quiet}>{hints[code]}</div>
            </span>
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              aria-label={`把「${names[code]}」上移`}
              disabled={at === 0}
              onClick={() => swap(at, at - 1)}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              aria-label={`把「${names[code]}」下移`}
              disabled={at === value.length - 1}
              onClick={() => swap(at, at + 1)}
            />
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={`不用「${names[code]}」`}
              disabled={value.length === 1}
              onClick={() => onChange?.(value.filter((each) => each !== code))}
            />
          </li>
        ))}
      </ol>
      {unused.length > 0 && (
        <div className={styles.steps} style={{ marginTop: 8 }}>
          <span className={styles.quiet}>未使用：</span>
          {unused.map((code) => (
            <Button key={code} size="small" onClick={() => onChange?.([...value, code])}>
              + {names[code]}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
