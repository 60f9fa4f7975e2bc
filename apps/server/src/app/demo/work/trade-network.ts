import { addDays } from "../../../kernel/calendar.ts";
import type { DemoBrand } from "../brand.ts";
import { dealerCode, secondTenantCode, tenantCode } from "../chain.ts";
import { hashOf, pick, seeded } from "../random.ts";
import { bestSellers, findUnit, hasRows, membersOf, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

/** The units that stores are filed under besides regions: dealers, and a merchant with a counter. Invented. */
export async function foundPartners(office: Office, brand: DemoBrand): Promise<void> {
  const operator = await office.colleague("hq");
  const dealers = new Map(
    brand.stores.flatMap((store) => (store.dealer ? [[store.dealer, store.province] as const] : [])),
  );
  for (const [name, province] of dealers) {
    const code = dealerCode(name);
    if (await findUnit(office.platform, code)) continue;
    const above = await unitOf(office.platform, province);
    await operator.post("/organization/units", { parentId: above.id, kind: "dealer", name, code });
  }
  const contract = { contractFrom: addDays(office.today, -200), contractTo: addDays(office.today, 165) };
  const tenants = [
    {
      parentId: (await unitOf(office.platform, "上海市")).id,
      name: "青禾手作",
      code: tenantCode,
      kind: "merchant",
      category: "手作饰品",
      floor: "1F",
      booth: "A-08",
      contact: "吕经理",
      commissionBp: 1_200,
    },
    {
      parentId: (await unitOf(office.platform, "广东省")).id,
      name: "木棉家居",
      code: secondTenantCode,
      kind: "brand",
      category: "家居布艺",
      floor: "2F",
      booth: "B-21",
      contact: "邓经理",
      commissionBp: 800,
    },
  ];
  for (const tenant of tenants) {
    if (await findUnit(office.platform, tenant.code)) continue;
    const { unitId } = await operator.post<{ unitId: string }>("/tenants", { ...tenant, ...contract });
    await operator.post(`/tenants/${unitId}/status`, { to: "active" });
  }
}

/** Goods of the second tenant, once there are goods. */
export async function tagTenantGoods(office: Office): Promise<void> {
  if (await hasRows(office.platform, "tenant_product")) return;
  const goods = await bestSellers(office.platform, 20);
  const tenant = await unitOf(office.platform, secondTenantCode);
  const add = goods.filter((_, at) => at % 3 === 1).map((each) => each.sku);
  await (await office.colleague("hq")).post(`/tenants/${tenant.id}/products`, { add });
}

/** Terms of the dealers, and the online customers of the last weeks given to them. */
export async function shareTraffic(office: Office, brand: DemoBrand): Promise<void> {
  if (await hasRows(office.platform, "traffic_allocation")) return;
  const operator = await office.colleague("hq");
  const hq = await unitOf(office.platform, "HQ");
  const stores = brand.openStores.map(([store]) => store).filter((store) => store.dealer !== null);
  const dealers = new Map(stores.map((store) => [store.dealer ?? "", store]));
  await operator.put(`/traffic/rules/${hq.id}`, {
    criteria: ["share_code", "territory", "capacity", "nearest", "weight"],
    bandMetres: 2_000,
    maxMetres: 200_000,
    protectionDays: 90,
    attributionDays: 30,
    version: 0,
  });
  let place = 0;
  for (const [name, store] of dealers) {
    place += 1;
    const { id } = await unitOf(office.platform, dealerCode(name));
    await operator.put(`/traffic/dealers/${id}`, {
      accepts: true,
      areaCodes: [store.cityCode],
      radiusMetres: null,
      dailyCap: place % 3 === 0 ? 6 : null,
      weight: 100,
      commissionBp: 600 + (place % 4) * 100,
      version: 0,
    });
  }
  const first = [...dealers][0];
  if (first) {
    const { id } = await unitOf(office.platform, dealerCode(first[0]));
    await operator.post("/traffic/share-codes", { code: "WINTER-GIFT", name: "冬日好物分享海报", unitId: id });
  }
  const members = new Map<string, number[]>();
  for (const store of stores) {
    const { no } = await unitOf(office.platform, store.code);
    members.set(store.code, await membersOf(office.platform, no, 30));
  }
  for (let ago = 28; ago >= 1; ago -= 1) {
    const random = seeded(hashOf(`traffic${ago}`));
    for (let n = 0, count = 4 + Math.floor(random() * 5); n < count; n += 1) {
      const store = pick(random, stores);
      const memberNo = members.get(store.code)?.shift();
      if (memberNo === undefined) continue;
      office.at(addDays(office.today, -ago), `${9 + n}:${20 + n}`.padStart(5, "0"));
      await operator.post("/traffic/allocations", {
        memberNo,
        latitude: store.latitude + (random() - 0.5) / 10,
        longitude: store.longitude + (random() - 0.5) / 10,
        ...(n % 4 === 0 ? {} : { areaCode: `${store.cityCode}02` }),
        ...(n === 3 ? { shareCode: "WINTER-GIFT" } : {}),
        channel: pick(random, ["mini_program", "wechat_shop", "official_account"] as const),
      });
    }
  }
}

/** A few leaders of group buying: customers, and one of the own staff. */
export async function appointLeaders(office: Office, brand: DemoBrand): Promise<void> {
  if (await hasRows(office.platform, "leader")) return;
  const operator = await office.colleague("hq");
  const busiest = [...brand.openStores].sort((a, b) => b[1] - a[1]).slice(0, 5);
  office.at(addDays(office.today, -60), "11:00");
  for (const [at, [store]] of busiest.entries()) {
    const { no } = await unitOf(office.platform, store.code);
    const members = await membersOf(office.platform, no, 14);
    const isStaff = at === 1;
    const leader = await operator.post<{ id: string }>("/leaders", {
      ...(isStaff ? { staffId: (await office.colleague(`${store.code}-2`)).id } : { memberNo: members[0] }),
      storeNo: no,
      pickupPoint: `${store.name}自提点`,
      pickupAddress: store.address.slice(0, 60),
      level: ["gold", "senior", "starter"][at % 3],
    });
    if (at === 4) continue;
    await operator.post(`/leaders/${leader.id}/status`, { to: "approved" });
    await operator.post(`/leaders/${leader.id}/members`, { memberNos: members.slice(1) });
  }
}
