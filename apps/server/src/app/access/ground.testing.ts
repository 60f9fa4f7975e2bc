import type { RawBuilder } from "kysely";
import { upsertOrders } from "../../commerce/index.ts";
import { resolveMembers } from "../../customers/index.ts";
import { processInbox } from "../../events/index.ts";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import type { TestPlatform } from "../../testing/platform.ts";
import type { TestServer } from "../../testing/server.ts";
import type { Id } from "./world.testing.ts";

/** What all parts of the walk's world stand on. */
export type Ground = Awaited<ReturnType<typeof aGround>>;

export function anEvent(type: string) {
  return {
    type,
    occurredAt: "2026-06-14T04:00:00Z",
    identifiers: [{ kind: "phone", value: "13900007777" }],
    storeCode: "S1",
    properties: { path: "/home" },
  };
}

/** One member per list of identifiers, first seen in a store. */
async function members({ platform, clock }: TestPlatform, storeNo: number, phones: readonly string[]) {
  return platform.db.transaction().execute(async (tx) => {
    const facts = phones.map((value) => ({
      identifiers: [
        { kind: "phone" as const, value },
        { kind: "openid" as const, scope: "wx1", value: `o-${value}` },
      ],
      occurredAt: clock.now(),
      source: "pos",
      storeNo,
      channel: "store",
    }));
    return (await resolveMembers(tx, platform, facts)).map(({ originNo, memberNo }) => {
      if (originNo === null || memberNo === null) throw new Error("a member was not made");
      return { originNo, memberNo };
    });
  });
}

/** A small chain with its headquarters' admin, somebody who works in the south, and members of both sides, one of whom bought. */
export async function aGround(testing: TestPlatform, server: TestServer) {
  const { platform } = testing;
  const { db } = platform;
  const chain = await aSmallChain(testing);
  const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  const southerner = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.S1.id });
  const asAdmin = async <Body>(method: string, path: string, body: object): Promise<Body> => {
    const answer = await server.call<Body>(method, path, { cookie: admin.cookie, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const id = async (query: RawBuilder<{ id: Id }>): Promise<Id> => {
    const { rows } = await query.execute(db);
    if (!rows[0]) throw new Error("one of the southern things was not laid");
    return rows[0].id;
  };

  const [member, one, other] = await members(testing, chain.stores.S1.no, [
    "13900007777",
    "13900008888",
    "13900009999",
  ]);
  const [northern] = await members(testing, chain.stores.N1.no, ["13800001111"]);
  if (!member || !one || !other || !northern) throw new Error("a member was not made");
  await db.transaction().execute((tx) =>
    upsertOrders(tx, platform, [
      {
        source: "pos",
        orderCode: "SOUTH-0001",
        member,
        storeNo: chain.stores.S1.no,
        channel: "store",
        businessDay: "2026-06-14",
        paidAt: new Date("2026-06-14T04:00:00Z"),
        lines: [{ sku: "SKU-1", name: "茶", quantity: 1, unitPriceLi: 12_340, amountLi: 12_340 }],
      },
    ]),
  );
  await asAdmin("POST", "/identity/merges", { memberNos: [one.memberNo, other.memberNo], note: "同一个人" });
  await asAdmin("POST", "/events", { events: [{ eventId: "south-1", ...anEvent("moon.landed") }] });
  await processInbox(platform);
  await testing.deliver();
  return { testing, server, platform, db, chain, admin, southerner, asAdmin, id, member, one, northern };
}
