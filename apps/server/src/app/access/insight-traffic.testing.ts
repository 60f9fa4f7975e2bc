import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import { number, type Part, uuid } from "./world.testing.ts";

const trafficRule = {
  criteria: ["share_code", "nearest"],
  bandMetres: 1_000,
  maxMetres: null,
  protectionDays: 90,
  attributionDays: 30,
};
const dealerTerms = {
  accepts: true,
  areaCodes: [],
  radiusMetres: null,
  dailyCap: null,
  weight: 100,
  commissionBp: 0,
};

/** A dealer, a tenant and a leader of the south, with one customer given to the dealer. */
export async function insightTrafficPart({
  chain,
  asAdmin,
  member,
  one,
  northern,
  id,
}: Ground): Promise<Part & { readonly northernTenantId: string }> {
  // A dealer, a tenant and a leader of the south, with one customer given to the dealer.
  await asAdmin("POST", "/organization/units", { parentId: chain.south.id, kind: "dealer", name: "南方经销商" });
  await asAdmin("POST", "/tenants", {
    parentId: chain.south.id,
    name: "南方商户",
    kind: "merchant",
    contractFrom: "2026-01-01",
    contractTo: "2026-12-31",
  });
  const northernTenant = await asAdmin<{ unitId: string }>("POST", "/tenants", {
    parentId: chain.north.id,
    name: "北方商户",
    kind: "merchant",
    contractFrom: "2026-01-01",
    contractTo: "2026-12-31",
  });
  const leader = await asAdmin<{ id: string }>("POST", "/leaders", {
    memberNo: one.memberNo,
    storeNo: chain.stores.S1.no,
    pickupPoint: "南方自提点",
    level: "starter",
  });

  const dealer = await id(sql`select id from org_unit where name = '南方经销商'`);
  const tenant = await id(sql`select id from org_unit where name = '南方商户'`);
  const dealerStore = await asAdmin<{ storeNo: number }>("POST", "/stores", {
    parentId: dealer,
    code: "SD1",
    name: "南方经销店",
    format: "other",
    phase: "open",
    latitude: 23.1,
    longitude: 113.2,
  });
  await asAdmin("POST", "/traffic/share-codes", { code: "SOUTH-CODE", name: "南方海报", unitId: dealer });
  const allocation = await asAdmin<{ id: number }>("POST", "/traffic/allocations", {
    memberNo: member.memberNo,
    shareCode: "SOUTH-CODE",
    channel: "mini_program",
  });
  return {
    northernTenantId: northernTenant.unitId,
    things: {
      ":allocationId": number(allocation.id),
      ":leaderId": uuid(leader.id),
      ":shareCode": { foreign: "SOUTH-CODE", missing: "NO-SUCH-CODE" },
      "/traffic/dealers/:unitId :unitId": uuid(dealer),
      "/tenants/:unitId :unitId": uuid(tenant),
      "/tenants/:unitId/status :unitId": uuid(tenant),
      "/tenants/:unitId/invitations :unitId": uuid(tenant),
      "/tenants/:unitId/products :unitId": uuid(tenant),
    },
    bodies: {
      "PUT /traffic/rules/:unitId": { ...trafficRule, version: 0 },
      "PUT /traffic/dealers/:unitId": { ...dealerTerms, version: 0 },
      "POST /traffic/allocations/:allocationId/override": { storeNo: dealerStore.storeNo, reason: "客户要求" },
      "PUT /tenants/:unitId": {
        name: "改名商户",
        kind: "brand",
        contractFrom: "2026-01-01",
        contractTo: "2026-12-31",
        version: 1,
      },
      "POST /tenants/:unitId/status": { to: "active" },
      "POST /tenants/:unitId/invitations": { code: "INV1", name: "受邀人", login: "invited" },
      "POST /tenants/:unitId/products": { add: ["SKU-9"] },
      "PUT /leaders/:leaderId": { storeNo: chain.stores.N1.no, pickupPoint: "门口", level: "starter", version: 1 },
      "POST /leaders/:leaderId/status": { to: "approved" },
      "POST /leaders/:leaderId/members": { memberNos: [northern.memberNo] },
      "POST /leaders/:leaderId/members/release": { memberNos: [northern.memberNo] },
    },
    queries: {
      "GET /traffic/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /traffic/settlement.csv": { from: "2026-06-01", to: "2026-07-01" },
      "GET /leaders": { from: "2026-06-01", to: "2026-07-01" },
    },
    naming: [
      {
        request: "POST /tenants",
        thing: ":unitId",
        body: (parentId) => ({
          parentId,
          name: "新商户",
          kind: "merchant",
          contractFrom: "2026-01-01",
          contractTo: "2026-12-31",
        }),
      },
      {
        request: "POST /traffic/share-codes",
        thing: ":unitId",
        body: (unitId) => ({ code: "NEW-CODE", name: "海报", unitId }),
      },
      {
        request: "POST /leaders",
        thing: ":memberNo",
        body: (memberNo) => ({ memberNo, storeNo: chain.stores.N1.no, pickupPoint: "门口", level: "starter" }),
      },
      {
        request: "POST /leaders",
        thing: ":storeNo",
        body: (storeNo) => ({ memberNo: northern.memberNo, storeNo, pickupPoint: "门口", level: "starter" }),
      },
      {
        request: "POST /leaders",
        thing: ":staffId",
        body: (staffId) => ({ staffId, storeNo: chain.stores.N1.no, pickupPoint: "门口", level: "starter" }),
      },
    ],
    secrets: ["SOUTH-CODE"],
  };
}
