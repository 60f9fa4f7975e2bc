import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";
import { Panel } from "../../shared/page/panel.tsx";
import { readChecklist, scanScenesKey } from "../scan-scenes/scan-scene-api.ts";

/** The reason to scan today, what it brings the customer, and whether its codes hang. Nothing where the chain has none. */
export function ReasonToScan({ storeNo }: { storeNo: number }) {
  const can = useCan();
  const { data } = useQuery({
    queryKey: [...scanScenesKey, "checklist", String(storeNo)],
    queryFn: ({ signal }) => readChecklist(storeNo, signal),
    enabled: can("code.read"),
  });
  if (!data || data.codes.length === 0) return null;
  const missing = data.codes.filter(({ hungAt }) => hungAt === null);
  const scans = data.codes.filter(({ isToday }) => isToday).reduce((sum, { scans7Days }) => sum + scans7Days, 0);
  return (
    <Panel
      title="今天的扫码理由"
      hint={data.today.length > 0 ? `今天主推的码近 7 天被扫 ${scans} 次` : "今天没有安排主推的理由"}
      extra={<Link to="/scan-scenes">{missing.length > 0 ? "去确认摆放" : "查看"}</Link>}
    >
      {data.today.map(({ sceneId, title, says, rewardText }) => (
        <p key={sceneId}>
          <strong>{title}</strong> {says}
          {rewardText && ` ${rewardText}。`}
        </p>
      ))}
      <p>
        {missing.length > 0
          ? `还有 ${missing.length} 个码没有确认摆放：${[...new Set(missing.map(({ placementLabel }) => placementLabel))].join("、")}。`
          : "该摆的码都已摆放。"}
      </p>
    </Panel>
  );
}
