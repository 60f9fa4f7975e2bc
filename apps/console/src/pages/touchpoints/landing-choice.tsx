import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Segmented } from "antd";
import { useState } from "react";
import { api } from "../../api/client.ts";
import type { Touchpoint } from "./touchpoint-api.ts";
import styles from "./touchpoints.module.css";

type Advice = AnswerOf<"/api/v1/landing-advice">;
type Aim = "trust" | "trade" | "spread" | "content";

/** Helps to choose where new traffic lands: three questions, four places in order, with what speaks for and against each. */
export function LandingChoice({ onPick }: { onPick: (landing: Touchpoint["landing"]) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [aim, setAim] = useState<Aim>("trust");
  const [said, setSaid] = useState<string[]>(["guidesReady", "contentReady"]);
  const has = (what: string) => (said.includes(what) ? "true" : "false");
  const query = {
    aim,
    considered: has("considered"),
    guidesReady: has("guidesReady"),
    contentReady: has("contentReady"),
  } as const;
  const advice = useQuery({
    queryKey: ["landing-advice", query],
    queryFn: ({ signal }): Promise<Advice> => answer(api.GET("/api/v1/landing-advice", { signal, params: { query } })),
    enabled: isOpen,
    placeholderData: (before) => before,
  });
  if (!isOpen)
    return (
      <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(true)}>
        不确定？帮我选
      </Button>
    );
  return (
    <div className={styles.stack} style={{ marginTop: 8 }}>
      <Segmented<Aim>
        vertical
        aria-label="这批新客最需要什么"
        value={aim}
        onChange={setAim}
        options={(advice.data?.aims ?? []).map(({ code, label }) => ({ value: code as Aim, label }))}
      />
      <Checkbox.Group
        value={said}
        onChange={setSaid}
        options={[
          { value: "considered", label: "商品要讲解才会买" },
          { value: "guidesReady", label: "导购接得过来" },
          { value: "contentReady", label: "有稳定的内容" },
        ]}
      />
      <ol className={styles.list}>
        {(advice.data?.items ?? []).map(({ code, label, strength, reasons, cautions }, at) => (
          <li key={code}>
            <Button size="small" type={at === 0 ? "primary" : "default"} onClick={() => onPick(code)}>
              {label}
            </Button>
            <span>
              {reasons.length > 0 ? reasons.join("；") : strength}
              {cautions.length > 0 && <span className={styles.quiet}>（但是：{cautions.join("；")}）</span>}
            </span>
          </li>
        ))}
      </ol>
      <small className={styles.quiet}>依据：{advice.data?.source}</small>
    </div>
  );
}
