import { hasRows, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

interface Goals {
  readonly version: number;
}
interface Proposal {
  readonly parts: readonly { readonly unitId: string; readonly target: number }[];
  readonly assignments: readonly object[];
}

/** This month's sales goal, handed down to regions, the east's provinces, Shanghai's stores and the flagship's people. Invented. */
export async function setGoals(office: Office, flagship: string): Promise<void> {
  if (await hasRows(office.platform, "goal")) return;
  const operator = await office.colleague("hq");
  const month = office.today.slice(0, 7);
  const about = { month, metric: "gmv" } as const;
  const hq = await unitOf(office.platform, "HQ");
  await operator.put("/goals", { ...about, target: 160_000_000, version: 0 });
  const below = await Promise.all(["华东大区", "上海市", flagship].map((unit) => unitOf(office.platform, unit)));
  for (const { id: orgUnitId } of [hq, ...below]) {
    const { version } = await operator.get<Goals>(`/goals?month=${month}&metric=gmv&orgUnitId=${orgUnitId}`);
    const { parts, assignments } = await operator.get<Proposal>(
      `/goals/proposal?month=${month}&metric=gmv&orgUnitId=${orgUnitId}`,
    );
    const draft = await operator.put<Goals>("/goals/split", {
      ...about,
      orgUnitId,
      version,
      parts: parts.map(({ unitId, target }) => ({ unitId, target })),
      assignments,
    });
    await operator.post("/goals/split/confirm", { ...about, orgUnitId, version: draft.version });
  }
}
