import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { Link } from "react-router";
import { api } from "../../api/client.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { mergeByHand } from "../identity/identity-api.ts";
import styles from "./wecom.module.css";

interface Hint {
  readonly memberNo: number;
  readonly name: string;
  readonly guide: string;
  readonly phone: string;
  readonly otherMemberNo: number;
  readonly otherName: string;
}

/** Customers whose phone, as a guide noted it, belongs to another customer. A person decides; nothing merges by itself. */
export function PhoneHints({ corpId }: { corpId: string }) {
  const { data } = useQuery({
    queryKey: ["wecom", "phone-hints", corpId],
    queryFn: ({ signal }): Promise<{ items: readonly Hint[] }> =>
      answer(api.GET("/api/v1/wecom/phone-hints", { signal, params: { query: { corpId, limit: 20 } } })),
  });
  const merge = useAction({
    run: ({ memberNo, otherMemberNo, guide }: Hint) =>
      mergeByHand([memberNo, otherMemberNo], `导购${guide}备注的手机号与另一位客户相同，已核对`),
    done: "已合并为一位客户",
    refresh: [["wecom", "phone-hints"], ["members"], ["identity"]],
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel
      title="可能是同一个人"
      hint="导购备注的手机号属于另一位客户。备注谁都能写，所以系统不会自动合并，请核对后再决定"
    >
      <ul className={styles.list}>
        {data.items.map((hint) => (
          <li key={`${hint.memberNo}-${hint.otherMemberNo}-${hint.phone}`} className={styles.row}>
            <span>
              <Link to={`/members/${hint.memberNo}`}>{hint.name}</Link>
              <span className={styles.second}>
                {" "}
                （{hint.guide} 备注 {hint.phone}）↔{" "}
              </span>
              <Link to={`/members/${hint.otherMemberNo}`}>{hint.otherName}</Link>
            </span>
            <Space>
              <Button size="small" loading={merge.isPending} onClick={() => merge.mutate(hint)}>
                核对过，合并
              </Button>
            </Space>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
