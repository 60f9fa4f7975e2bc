import type { Office } from "./office.ts";

interface Policy {
  readonly version: number;
  readonly advised: object;
}

/** Headquarters holds every touch to the advised limits, and keeps one member in fifty out of marketing. */
export async function limitTouches(office: Office): Promise<void> {
  const operator = await office.colleague("hq");
  const { version, advised } = await operator.get<Policy>("/touch-policy");
  if (version > 0) return;
  office.at(office.today, "09:00");
  await operator.put("/touch-policy", { version, value: { ...advised, holdoutPercent: 2 } });
}
