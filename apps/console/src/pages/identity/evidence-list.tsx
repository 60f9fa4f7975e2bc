import { Tag } from "antd";
import { Link } from "react-router";
import styles from "./evidence.module.css";
import type { Explanation, ShownTie } from "./identity-api.ts";
import { tieWords } from "./words.ts";

const stateTags: Readonly<Record<ShownTie["state"], { text: string; color: string }>> = {
  joined: { text: "依据", color: "success" },
  redundant: { text: "印证", color: "default" },
  refused: { text: "未合并", color: "warning" },
  ignored: { text: "未采用", color: "default" },
  rejected: { text: "已否定", color: "error" },
};

/** Every tie as a sentence; where it leads to somebody else, a way there. */
export function EvidenceList({ explanation }: { explanation: Explanation }) {
  const byId = new Map(explanation.identifiers.map((identifier) => [identifier.id, identifier]));
  const order: readonly ShownTie["state"][] = ["joined", "refused", "rejected", "redundant", "ignored"];
  const ties = [...explanation.ties].sort((left, right) => order.indexOf(left.state) - order.indexOf(right.state));
  return (
    <ol className={styles.list}>
      {ties.map((tie) => {
        const [a, b] = [byId.get(tie.a), byId.get(tie.b)];
        if (!a || !b) return null;
        const other = [a, b].find(({ memberNo }) => memberNo !== explanation.memberNo)?.memberNo;
        return (
          <li key={`${tie.a}-${tie.b}`}>
            <Tag color={stateTags[tie.state].color}>{stateTags[tie.state].text}</Tag>
            <span>
              {tieWords(tie, a, b)}
              {tie.note && <span className={styles.note}>备注：{tie.note}</span>}
              {other && (
                <>
                  {" "}
                  <Link to={`/members/${other}`}>查看客户 #{other}</Link>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
