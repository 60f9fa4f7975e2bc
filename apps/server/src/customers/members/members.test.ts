import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { type MemberRow, upsertMembers } from "./upsert-members.ts";

const feilun = await testPlatform();
const { platform } = feilun;
const server = await testServer(feilun);

let chain: SmallChain;
let operator: TestPerson;
let manager: TestPerson;
let guide: TestPerson;

interface Listed {
  items: {
    memberNo: number;
    name: string | null;
    phone: string | null;
    storeName: string | null;
    tags: { name: string }[];
  }[];
  nextCursor: string | null;
}
interface Profile {
  memberNo: number;
  relation: string;
  storeNo: number | null;
  guideId: string | null;
  attributes: { name: string; value: string; masked: boolean; source: string; at: string }[];
  identifiers: { kind: string; value: string }[];
  bindings: {
    storeName: string | null;
    guideName: string | null;
    primary: boolean;
    unboundAt: string | null;
    reason: string | null;
  }[];
  consent: { purpose: string; channel: string; granted: boolean; source: string; textVersion: string | null }[];
}

const row = (over: Partial<MemberRow> & Pick<MemberRow, "identifiers">): MemberRow => ({
  source: "import",
  observedAt: new Date("2026-06-01T00:00:00Z"),
  ...over,
});
const upsert = (...rows: MemberRow[]) => platform.db.transaction().execute((tx) => upsertMembers(tx, platform, rows));
const list = async (who: TestPerson, query: string) =>
  (await server.call<Listed>("GET", `/members?${query}`, { cookie: who.cookie })).body;
const found = async (who: TestPerson, query: string) => (await list(who, query)).items.map((item) => item.memberNo);

let zhang: number;
let ouyang: number;
let wang: number;

beforeAll(async () => {
  chain = await aSmallChain(feilun);
  operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  manager = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  guide = await aPerson(feilun, { roleCode: "guide", unitId: chain.stores.N1.id });
  const resolved = await upsert(
    row({
      identifiers: [
        { kind: "phone", value: "139 1111 0001" },
        { kind: "card", value: "vip001" },
      ],
      attributes: {
        name: "张伟",
        gender: "male",
        birthday: "1990-05-07",
        city: "天津市",
        address: "天津市和平区南京路一号",
      },
      registeredAt: new Date("2026-01-02T03:00:00Z"),
      storeNo: chain.stores.N1.no,
      channel: "store",
    }),
    row({
      identifiers: [{ kind: "phone", value: "13911110002" }],
      attributes: { name: "欧阳娜娜" },
      registeredAt: new Date("2026-03-02T03:00:00Z"),
      storeNo: chain.stores.S1.no,
    }),
    row({
      identifiers: [{ kind: "phone", value: "13911110003" }],
      attributes: { name: "王小明" },
      storeNo: chain.stores.N1.no,
    }),
  );
  [zhang, ouyang, wang] = resolved.map((each) => each.memberNo) as [number, number, number];
});

describe("the list of members", () => {
  it("finds by whole and partial name, phone, its tail, card and member number [DT-03] [ID-14]", async () => {
    expect(await found(operator, `q=${encodeURIComponent("张伟")}`)).toEqual([zhang]);
    expect(await found(operator, `q=${encodeURIComponent("张")}`)).toEqual([zhang]);
    expect(await found(operator, `q=${encodeURIComponent("娜娜")}`)).toEqual([ouyang]);
    expect(await found(operator, `q=${encodeURIComponent("明小")}`)).toEqual([]);
    expect(await found(operator, "q=%2B8613911110003")).toEqual([wang]);
    expect(await found(operator, "q=0002")).toEqual([ouyang]);
    expect(await found(operator, "q=VIP001")).toEqual([zhang]);
    expect(await found(operator, `q=${wang}`)).toEqual([wang]);
    expect(await found(operator, "q=13999999999")).toEqual([]);
  });

  it("filters by store, channel, relation and date of registration, and pages by cursor", async () => {
    expect(await found(operator, `storeNo=${chain.stores.N1.no}`)).toEqual([wang, zhang]);
    expect(await found(operator, "channel=store&relation=member&gender=male")).toEqual([zhang]);
    expect(await found(operator, "registeredFrom=2026-02-01T00:00:00Z&registeredTo=2026-04-01T00:00:00Z")).toEqual([
      ouyang,
    ]);
    const first = await list(operator, "limit=2");
    const second = await list(operator, `limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map((item) => item.memberNo)).toEqual([wang, ouyang, zhang]);
    expect(second.nextCursor).toBeNull();
  });

  it("shows a store manager that store's members only, masked", async () => {
    expect(await found(manager, "limit=10")).toEqual([wang, zhang]);
    expect(await found(manager, "q=13911110002")).toEqual([]);
    expect(await found(manager, `storeNo=${chain.stores.S1.no}`)).toEqual([]);
    const shown = (await list(manager, "q=VIP001")).items[0];
    expect([shown?.name, shown?.phone, shown?.storeName]).toEqual(["张*", "139****0001", "北一店"]);
  });
});

describe("a profile", () => {
  const read = (who: TestPerson, memberNo: number) =>
    server.call<Profile>("GET", `/members/${memberNo}`, { cookie: who.cookie });

  it("shows attributes with source and date, masked, and audits the reading [DT-03]", async () => {
    const { body } = await read(manager, zhang);
    const shown = Object.fromEntries(body.attributes.map((each) => [each.name, each]));
    expect(shown.name).toMatchObject({ value: "张*", masked: true, source: "import", at: "2026-06-01T00:00:00.000Z" });
    expect(shown.birthday?.value).toBe("1990-**-**");
    expect(shown.city).toMatchObject({ value: "天津市", masked: false });
    expect(body.identifiers.map((each) => each.value)).toEqual(expect.arrayContaining(["139****0001"]));
    const { rows } = await sql<{ actor_id: string }>`
      select actor_id from audit_log where action = 'member.profile_read' and subject_id = ${String(zhang)}`.execute(
      platform.db,
    );
    expect(rows).toEqual([{ actor_id: manager.id }]);
  });

  it("gives personal data in the clear only by permission and for a reason, which is logged", async () => {
    const unmask = (who: TestPerson, reason: string) =>
      server.call<Profile>("POST", `/members/${zhang}/unmask`, { cookie: who.cookie, body: { reason } });
    expect((await unmask(operator, "")).status).toBe(400);
    const { rows: roles } = await sql<{
      code: string;
    }>`select code from role where not permissions @> array['member.unmask'] and code = 'guide'`.execute(platform.db);
    if (roles.length > 0) expect((await unmask(guide, "看看")).status).toBe(403);
    const allowedBy = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
    const { body } = await unmask(allowedBy, "核对收货地址");
    expect(body.attributes.find((each) => each.name === "name")?.value).toBe("张伟");
    expect(body.identifiers.map((each) => each.value)).toEqual(expect.arrayContaining(["13911110001", "VIP001"]));
    const { rows } =
      await sql`select detail->>'reason' as reason from audit_log where action = 'member.unmasked'`.execute(
        platform.db,
      );
    expect(rows).toEqual([{ reason: "核对收货地址" }]);
  });

  it("is not there for who may not see it", async () => {
    const foreign = await read(manager, ouyang);
    const absent = await read(manager, 999_999);
    expect([foreign.status, absent.status]).toEqual([404, 404]);
    expect({ ...(foreign.body as object), requestId: "" }).toEqual({ ...(absent.body as object), requestId: "" });
  });

  it("keeps nothing personal in the clear at rest", async () => {
    const { rows } = await sql<{ dump: string }>`
      select concat((select json_agg(m) from member m), (select json_agg(r) from member_record r), (select json_agg(i) from identifier i)) as dump`.execute(
      platform.db,
    );
    for (const secret of ["张伟", "欧阳", "13911110001", "VIP001", "南京路", "1990-05-07"])
      expect(rows[0]?.dump).not.toContain(secret);
  });

  it("takes corrections, which outrank what an import says later", async () => {
    const { body } = await server.call<Profile>("PATCH", `/members/${wang}`, {
      cookie: operator.cookie,
      body: { name: "王晓明", city: "北京市" },
    });
    expect(body.attributes.map((each) => [each.name, each.value, each.source])).toEqual(
      expect.arrayContaining([["name", "王**", "console"]]),
    );
    await upsert(
      row({
        identifiers: [{ kind: "phone", value: "13911110003" }],
        attributes: { name: "王小明", province: "北京" },
        observedAt: new Date("2026-12-01T00:00:00Z"),
      }),
    );
    expect(await found(operator, `q=${encodeURIComponent("王晓明")}`)).toEqual([wang]);
    expect(await found(operator, `q=${encodeURIComponent("王小明")}`)).toEqual([]);
  });

  it("keeps who the customer belonged to, with dates and reasons [ID-13]", async () => {
    const bind = (body: object) =>
      server.call<Profile>("POST", `/members/${zhang}/bindings`, { cookie: operator.cookie, body });
    await bind({ guideId: guide.id, storeNo: chain.stores.N1.no, reason: "到店接待" });
    feilun.clock.advance({ minutes: 20 });
    const { body } = await bind({ guideId: guide.id, storeNo: chain.stores.N2.no, reason: "客户搬家" });
    expect(body).toMatchObject({ guideId: guide.id, storeNo: chain.stores.N2.no });
    expect(body.bindings.map((each) => [each.storeName, each.reason, each.primary, each.unboundAt !== null])).toEqual([
      ["北二店", "客户搬家", true, false],
      ["北一店", "到店接待", false, true],
    ]);
    expect((await bind({ guideId: null, storeNo: 987_654, reason: "不存在" })).status).toBe(404);
    expect(await found(manager, "limit=10")).toEqual([wang]);
    expect(await found(operator, `guideId=${guide.id}`)).toEqual([zhang]);
  });

  it("records consent and withdrawal per purpose and channel; the last word holds", async () => {
    const say = (granted: boolean, evidence: string) =>
      server.call<Profile>("POST", `/members/${zhang}/consents`, {
        cookie: operator.cookie,
        body: { purpose: "marketing", channel: "sms", granted, evidence, textVersion: "2026-01" },
      });
    await say(true, "门店纸质签字");
    feilun.clock.advance({ minutes: 5 });
    const { body } = await say(false, "电话要求停止");
    expect(body.consent).toEqual([
      expect.objectContaining({ purpose: "marketing", channel: "sms", granted: false, textVersion: "2026-01" }),
    ]);
  });
});

describe("upsertMembers", () => {
  const snapshot = async () => {
    const { rows } = await sql`select (select json_agg(r order by origin_no, source) from member_record r) as records,
      (select json_agg(m order by member_no) from member m) as members, (select count(*) from identifier_tie) as ties, (select count(*) from consent_record) as consents`.execute(
      platform.db,
    );
    return rows;
  };

  it("changes nothing when the same rows come again, and updates when they differ", async () => {
    const rows = [
      row({
        identifiers: [
          { kind: "card", value: "C-77" },
          { kind: "external_id", scope: "erp", value: "77" },
        ],
        attributes: { name: "李雷" },
        registeredAt: new Date("2026-02-02T00:00:00Z"),
        consents: [{ purpose: "marketing", channel: "sms", granted: true }],
      }),
      row({ identifiers: [{ kind: "phone", value: "n/a" }], attributes: { name: "谁也不是" } }),
    ];
    const [first, nobody] = await upsert(...rows);
    expect(nobody?.memberNo).toBeNull();
    const before = await snapshot();
    const [again] = await upsert(...rows);
    expect(again).toEqual({ ...first, isNew: false, isChanged: false });
    expect(await snapshot()).toEqual(before);
    await upsert({
      ...(rows[0] as MemberRow),
      attributes: { name: "李磊" },
      observedAt: new Date("2026-06-02T00:00:00Z"),
    });
    expect(await found(operator, `q=${encodeURIComponent("李磊")}`)).toEqual([first?.memberNo]);
  });

  it("moves the relation from fan to private contact to member as identifiers and registration arrive [ID-05]", async () => {
    const unionid = { kind: "unionid", value: "u-relation" } as const;
    const relationAfter = async (more: Partial<MemberRow> & Pick<MemberRow, "identifiers">) => {
      const [member] = await upsert(row(more));
      const { body } = await server.call<Profile>("GET", `/members/${member?.memberNo}`, { cookie: operator.cookie });
      expect(await found(operator, `relation=${body.relation}&q=${member?.memberNo}`)).toEqual([member?.memberNo]);
      return body.relation;
    };
    expect(
      await relationAfter({ identifiers: [{ kind: "openid", scope: "wx-official", value: "o-relation" }, unionid] }),
    ).toBe("fan");
    expect(
      await relationAfter({ identifiers: [{ kind: "external_userid", scope: "corp", value: "wm-relation" }, unionid] }),
    ).toBe("contact");
    expect(await relationAfter({ identifiers: [unionid], registeredAt: new Date("2026-05-05T00:00:00Z") })).toBe(
      "member",
    );
  });

  it("reaches ClickHouse as the folded view, and a merged member leaves it", async () => {
    const [one, other] = await upsert(
      row({
        identifiers: [{ kind: "unionid", value: "u-900" }],
        attributes: { gender: "female", birthday: "--02-29" },
        channel: "mini_program",
      }),
      row({ identifiers: [{ kind: "phone", value: "13911119000" }], storeNo: chain.stores.S2.no }),
    );
    await upsert(
      row({
        identifiers: [
          { kind: "unionid", value: "u-900" },
          { kind: "phone", value: "13911119000" },
        ],
        observedAt: new Date("2026-06-03T00:00:00Z"),
      }),
    );
    await feilun.deliver();
    const facts = await platform.clickhouse.rows(
      `select member_no, store_no, channel, relation, gender, birth_year, birth_month_day from member_fact final where member_no in (${one?.memberNo}, ${other?.memberNo})`,
    );
    expect(facts).toEqual([
      {
        member_no: one?.memberNo,
        store_no: chain.stores.S2.no,
        channel: "mini_program",
        relation: "fan",
        gender: "female",
        birth_year: 0,
        birth_month_day: 229,
      },
    ]);
    expect(await platform.clickhouse.rows("select origin_no, member_no from member_override final")).toEqual([
      { origin_no: other?.originNo, member_no: one?.memberNo },
    ]);
  });
});
