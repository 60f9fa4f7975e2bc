import { addDays } from "../../../kernel/calendar.ts";
import { hasRows, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

const scenes = [
  {
    ...{
      kind: "missing",
      title: "没有想要的？我们帮你找",
      says: "写下商品和规格，导购从其他门店或仓库帮你找，到货告诉你。",
    },
    ...{ placements: ["shelf", "door"], weekdays: [1, 3, 6] },
  },
  {
    ...{ kind: "points", title: "查积分、补登小票", says: "加导购，查积分余额；忘记报会员的小票可以补登。" },
    ...{ placements: ["till", "receipt"], weekdays: [2, 4, 7], reward: { kind: "points", points: 20, deed: "friend" } },
  },
];

/** The flagship's daily reasons to scan; half of the codes hang. Who scans, the local WeChat's people decide. */
export async function offerScanScenes(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "scan_scene")) return;
  const operator = await office.colleague("hq");
  const guide = await office.colleague(`${flagship}-1`);
  const { id: unitId } = await unitOf(office.platform, flagship);
  office.at(addDays(office.today, -3), "09:00");
  for (const scene of scenes) await operator.post("/scan-scenes", { ...scene, unitId });
  office.at(addDays(office.today, -2), "09:30");
  const { codes } = await guide.get<{ codes: { codeId: string }[] }>("/scan-scenes/checklist");
  for (const { codeId } of codes.slice(0, 2)) await guide.post(`/scan-scenes/codes/${codeId}/hung`, { hung: true });
}
