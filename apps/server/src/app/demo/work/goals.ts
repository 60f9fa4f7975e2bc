import { hasRows, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

interface Goals {
  readonly version: number;
  readonly parts: readonly { readonly unitId: string; readonly name: string }[];
}
interface Proposal {
  readonly parts: readonly { readonly unitId: string; readonly target: number }[];
}

/** This month's sales goal, handed down to regions, the east's provinces and the flagship's city. Invented. */
export async function setGoals(office: Office): Promise<void> {
  if (await hasRows(office.platform, "goal")) return;
  const operator = await office.colleague("hq");
  const month = office.today.slice(0, 7);
  const about = { month, metric: "gmv" } as const;
  const hq = await unitOf(office.platform, "HQ");
  let { version } = await operator.put<Goals>("/goals", { ...about, target: 160_000_000, version: 0 });
  const chain = [hq.id, (await unitOf(office.platform, "华东大区")).id, (await unitOf(office.platform, "上海市")).id];
  for (const orgUnitId of chain) {
    version = (await operator.get<Goals>(`/goals?month=${month}&metric=gmv&orgUnitId=${orgUnitId}`)).version;
    const { parts } = await operator.get<Proposal>(`/goals/proposal?month=${month}&metric=gmv&orgUnitId=${orgUnitId}`);
    const draft = await operator.put<Goals>("/goals/split", {
      ...about,
      orgUnitId,
      version,
      parts: parts.map(({ unitId, target }) => ({ unitId, target })),
    });
    await operator.post("/goals/split/confirm", { ...about, orgUnitId, version: draft.version });
  }
}
