import type { Ground } from "./ground.testing.ts";
import { type Part, uuid } from "./world.testing.ts";

/** A campaign plan that the south adapts, and a draft, which is headquarters' own. */
export async function engagementPlansPart({ chain, asAdmin }: Ground): Promise<Part> {
  // A campaign plan that the south adapts, and a draft, which is headquarters' own.
  const planFramework = await asAdmin<{ id: string }>("POST", "/campaign-frameworks", {
    name: "月度活动",
    slots: [{ code: "main", name: "主推", openTo: ["region", "format", "store"], lockedFields: [] }],
  });
  const planDraft = {
    frameworkId: planFramework.id,
    theme: "一季一会",
    startsOn: "2026-07-01",
    endsOn: "2026-07-31",
  };
  const draftPlan = await asAdmin<{ id: string }>("POST", "/campaign-plans", { ...planDraft, name: "草稿方案" });
  const openPlan = await asAdmin<{ id: string; version: number }>("POST", "/campaign-plans", {
    ...planDraft,
    name: "七月方案",
  });
  const planLine = (unitId: string, title: string) =>
    asAdmin<{ ids: string[] }>("POST", `/campaign-plans/${openPlan.id}/lines`, {
      unitId,
      lines: [{ slot: "main", title, offer: title }],
    });
  const headLine = await planLine(chain.hq.id, "全场满减");
  await asAdmin("POST", `/campaign-plans/${openPlan.id}/state`, { to: "open", version: openPlan.version });
  const southLine = await planLine(chain.south.id, "南方特惠");
  const southOverride = await asAdmin<{ id: string }>("PUT", `/campaign-plans/${openPlan.id}/overrides`, {
    unitId: chain.south.id,
    lineId: headLine.ids[0],
    changes: { offer: "南方满减" },
    why: "南方习惯",
    version: 0,
  });

  return {
    things: {
      ":planId": uuid(draftPlan.id),
      "/campaign-plans/:planId/lines/:lineId :planId": { foreign: openPlan.id, missing: openPlan.id },
      "/campaign-plans/:planId/overrides/:overrideId :planId": { foreign: openPlan.id, missing: openPlan.id },
      "/campaign-plans/:planId/overrides/:overrideId/decision :planId": { foreign: openPlan.id, missing: openPlan.id },
      "/campaign-plans/:planId/stores/:storeNo :planId": { foreign: openPlan.id, missing: openPlan.id },
      ":lineId": uuid(southLine.ids[0] ?? ""),
      ":overrideId": uuid(southOverride.id),
    },
    bodies: {
      "PUT /campaign-plans/:planId": { ...planDraft, version: 1, name: "改名方案", fronts: ["store"] },
      "POST /campaign-plans/:planId/state": { to: "open", version: 1 },
      "POST /campaign-plans/:planId/lines": {
        unitId: chain.north.id,
        lines: [{ slot: "main", title: "北方特惠", offer: "北方特惠" }],
      },
      "PUT /campaign-plans/:planId/overrides": {
        unitId: chain.north.id,
        lineId: headLine.ids[0],
        changes: { offer: "北方满减" },
        why: "北方习惯",
        version: 0,
      },
      "POST /campaign-plans/:planId/overrides/:overrideId/decision": { approve: true, decision: "可以" },
    },
    naming: [
      {
        request: `POST /campaign-plans/${openPlan.id}/lines`,
        thing: ":unitId",
        body: (unitId) => ({ unitId, lines: [{ slot: "main", title: "越界", offer: "越界" }] }),
      },
      {
        request: `PUT /campaign-plans/${openPlan.id}/overrides`,
        thing: ":unitId",
        body: (unitId) => ({
          unitId,
          lineId: headLine.ids[0],
          changes: { offer: "越界" },
          why: "越界调整",
          version: 0,
        }),
      },
    ],
  };
}
