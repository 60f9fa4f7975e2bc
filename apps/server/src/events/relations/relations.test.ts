import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { resolveMembers } from "../../customers/index.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { processInbox } from "../index.ts";
import { appendEvents, type EventDraft } from "../log/append-events.ts";
import { deriveRelations } from "./derive-relations.ts";
import { refreshRelations } from "./refresh-relations.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let admin: TestPerson;
let count = 0;

/** Somebody known by a phone only, which proves no relation. */
async function somebody(): Promise<number> {
  count += 1;
  const facts = [
    {
      identifiers: [{ kind: "phone" as const, value: `138000${String(10_000 + count)}` }],
      occurredAt: new Date("2026-01-01T00:00:00Z"),
      source: "pos",
      storeNo: chain.stores.N1.no,
      channel: "store",
    },
  ];
  const [made] = await platform.db.transaction().execute((tx) => resolveMembers(tx, platform, facts));
  if (!made?.memberNo) throw new Error("nobody was made");
  return made.memberNo;
}

type Happening = readonly [
  day: number,
  type:
    | "account.followed"
    | "account.unfollowed"
    | "group.joined"
    | "group.left"
    | "contact.added"
    | "contact.removed"
    | "member.registered"
    | "member.cancelled",
  carrier?: string,
];

const carrierNames = { account: "accountCode", group: "groupCode", contact: "guideCode" } as const;

function drafts(memberNo: number, happenings: readonly Happening[]): EventDraft[] {
  return happenings.map(([day, type, carrier], index) => ({
    source: "test",
    eventId: `${memberNo}-${index}`,
    type,
    originNo: memberNo,
    memberNo,
    occurredAt: new Date(Date.UTC(2026, 1, day)),
    channel: "wecom",
    properties:
      carrier === undefined ? {} : { [carrierNames[type.split(".")[0] as keyof typeof carrierNames] ?? ""]: carrier },
  })) as EventDraft[];
}

const log = (list: readonly EventDraft[]) => platform.db.transaction().execute((tx) => appendEvents(tx, list));

async function line(memberNo: number): Promise<string[]> {
  const [found] = await deriveRelations(platform.db, [memberNo]);
  return (found?.steps ?? []).map((step) => `${step.at.slice(5, 10)} ${step.from}>${step.to}`);
}

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
});

describe("a line of relations", () => {
  it("moves from fan to contact to member and back, by time and cause [ID-05] [DT-24]", async () => {
    const memberNo = await somebody();
    await log(
      drafts(memberNo, [
        [2, "account.followed", "gh1"],
        [5, "contact.added", "G1"],
        [9, "member.registered"],
        [12, "member.cancelled"],
        [13, "contact.removed", "G1"],
        [14, "account.unfollowed", "gh1"],
        [20, "contact.added", "G2"],
      ]),
    );
    expect(await line(memberNo)).toEqual([
      "02-02 visitor>fan",
      "02-05 fan>contact",
      "02-09 contact>member",
      "02-12 member>contact",
      "02-13 contact>fan",
      "02-14 fan>lost",
      "02-20 lost>contact",
    ]);
    const { body } = await server.call<{
      state: string;
      stateLabel: string;
      steps: { causeLabel: string; direction: string }[];
    }>("GET", `/members/${memberNo}/relations`, { cookie: admin.cookie });
    expect([body.state, body.stateLabel, body.steps.at(5)]).toMatchObject([
      "contact",
      "私域联系人",
      { causeLabel: "取消关注", direction: "back" },
    ]);
  });

  it("holds a side while one of its carriers is held: losing one guide of two loses nothing [ID-05]", async () => {
    const memberNo = await somebody();
    await log(
      drafts(memberNo, [
        [1, "contact.added", "G1"],
        [2, "contact.added", "G2"],
        [3, "contact.removed", "G1"],
        [4, "contact.removed", "G1"],
        [5, "contact.removed", "G2"],
      ]),
    );
    expect(await line(memberNo)).toEqual(["02-01 visitor>contact", "02-05 contact>lost"]);
  });

  it("is proven by identifiers from when they were first seen, until an event ends it [ID-05]", async () => {
    const [made] = await platform.db.transaction().execute((tx) =>
      resolveMembers(tx, platform, [
        {
          identifiers: [{ kind: "openid", scope: "wx1", value: "proof-1" }],
          occurredAt: new Date("2026-02-03T00:00:00Z"),
          source: "mini_program",
        },
      ]),
    );
    const memberNo = made?.memberNo as number;
    expect(await line(memberNo)).toEqual(["02-03 visitor>fan"]);
    await log(drafts(memberNo, [[8, "account.unfollowed", "gh1"]]));
    expect(await line(memberNo)).toEqual(["02-03 visitor>fan", "02-08 fan>lost"]);
  });

  it("stands between fan and contact for who is in a group, until the last group is left [ID-05]", async () => {
    const memberNo = await somebody();
    await log(
      drafts(memberNo, [
        [1, "account.followed", "gh1"],
        [2, "group.joined", "A"],
        [3, "group.joined", "B"],
        [4, "group.left", "A"],
        [5, "contact.added", "G1"],
        [6, "contact.removed", "G1"],
        [7, "group.left", "B"],
        [8, "account.unfollowed", "gh1"],
      ]),
    );
    expect(await line(memberNo)).toEqual([
      "02-01 visitor>fan",
      "02-02 fan>group",
      "02-05 group>contact",
      "02-06 contact>group",
      "02-07 group>fan",
      "02-08 fan>lost",
    ]);
  });

  it("does not depend on the order in which events arrive [ID-05]", async () => {
    const happening = fc.tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(
        "account.followed",
        "account.unfollowed",
        "group.joined",
        "group.left",
        "contact.added",
        "contact.removed",
        "member.registered",
        "member.cancelled",
      ),
      fc.constantFrom("A", "B"),
    ) as fc.Arbitrary<Happening>;
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        async (happenings, luck) => {
          const [one, other] = [await somebody(), await somebody()];
          await log(drafts(one, happenings));
          const shuffled = [...happenings]
            .map((each) => ({ each, key: luck.next().value as number }))
            .sort((a, b) => a.key - b.key);
          for (const [index, { each }] of shuffled.entries()) {
            await log(drafts(other, [each]).map((draft) => ({ ...draft, eventId: `${other}-late-${index}` })));
          }
          expect(await line(other)).toEqual(await line(one));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("lines in ClickHouse", () => {
  const inClickHouse = (memberNo: number) =>
    platform.clickhouse.rows<{ state: string; to: string[]; cause: string[] }>(
      `select state, steps.to as to, steps.cause as cause from relation_history final where member_no = ${memberNo}`,
    );
  const settle = async () => {
    await feilun.passHorizon();
    await refreshRelations(platform);
    await feilun.deliver();
  };

  it("take somebody of whom an integrator tells only groups for 社群成员, as the member and the metrics do [ID-05] [DT-24]", async () => {
    const tell = async (eventId: string, day: number, type: string, properties: object) => {
      const { status } = await server.call("POST", "/events", {
        cookie: admin.cookie,
        body: {
          events: [
            {
              eventId,
              type,
              occurredAt: `2026-05-${String(day).padStart(2, "0")}T04:00:00Z`,
              identifiers: [{ kind: "external_userid", scope: "corp", value: "wm-of-a-group" }],
              storeCode: "N1",
              properties,
            },
          ],
        },
      });
      expect(status).toBe(202);
      await processInbox(platform);
      await settle();
    };
    const found = async () => {
      const { rows } = await sql<{ no: number; relation: string }>`
        select m.member_no as no, m.relation from member m join identifier i using (member_no) where i.first_source <> 'pos'
          and i.kind = 'external_userid'`.execute(platform.db);
      const [member] = rows;
      if (!member) throw new Error("nobody was made");
      const [copy] = await platform.clickhouse.rows<{ relation: string }>(
        `select relation from member_fact final where member_no = ${member.no}`,
      );
      return { no: member.no, relations: [member.relation, copy?.relation] };
    };
    const moved = async () => {
      const { body } = await server.call<{ total: Record<string, { value: number }> }>(
        "GET",
        "/metrics/query?metrics=relationsForward,relationsBack&from=2026-05-01&to=2026-05-31",
        { cookie: admin.cookie },
      );
      return [body.total.relationsForward?.value, body.total.relationsBack?.value];
    };
    await tell("g1", 2, "group.joined", { groupCode: "A" });
    await tell("g2", 3, "group.spoke", { groupCode: "A" });
    const { no, relations } = await found();
    expect(relations).toEqual(["group", "group"]);
    expect(await inClickHouse(no)).toMatchObject([{ state: "group", to: ["group"] }]);
    expect(await moved()).toEqual([1, 0]);
    const { body } = await server.call<{ stateLabel: string }>("GET", `/members/${no}/relations`, {
      cookie: admin.cookie,
    });
    expect(body.stateLabel).toBe("社群成员");

    await tell("g3", 20, "contact.added", { guideCode: "G1" });
    expect((await found()).relations).toEqual(["contact", "contact"]);
    expect(await line(no)).toEqual(["05-02 visitor>group", "05-20 group>contact"]);
    expect(await moved()).toEqual([2, 0]);
    await tell("g4", 21, "contact.removed", { guideCode: "G1" });
    expect(await inClickHouse(no)).toMatchObject([{ state: "group", to: ["group", "contact", "group"] }]);
    expect(await moved()).toEqual([2, 1]);
  });

  it("follow late events, a merge and its undo [ID-05] [DT-24]", async () => {
    const [one, other] = [await somebody(), await somebody()];
    await log(drafts(one, [[5, "contact.added", "G1"]]));
    await log(drafts(other, [[7, "member.registered"]]));
    await settle();
    expect(await inClickHouse(one)).toEqual([{ state: "contact", to: ["contact"], cause: ["contact.added"] }]);
    await log(drafts(one, [[1, "account.followed", "gh1"]]).map((draft) => ({ ...draft, eventId: `${one}-late` })));
    const merge = await server.call<{ mergeLogIds: number[] }>("POST", "/identity/merges", {
      cookie: admin.cookie,
      body: { memberNos: [one, other], note: "同一个人" },
    });
    expect(merge.status).toBe(200);
    await settle();
    expect(await inClickHouse(one)).toEqual([
      {
        state: "member",
        to: ["fan", "contact", "member"],
        cause: ["account.followed", "contact.added", "member.registered"],
      },
    ]);
    expect(await inClickHouse(other)).toEqual([{ state: "visitor", to: [], cause: [] }]);
    const { rows } = await sql<{
      id: number;
    }>`select id from merge_log where kind = 'merge' order by id desc limit 1`.execute(platform.db);
    await server.call("POST", `/identity/merges/${rows[0]?.id}/undo`, {
      cookie: admin.cookie,
      body: { note: "其实不是" },
    });
    await settle();
    expect(await inClickHouse(one)).toMatchObject([{ state: "contact", to: ["fan", "contact"] }]);
    expect(await inClickHouse(other)).toMatchObject([{ state: "member", to: ["member"] }]);
  });
});
