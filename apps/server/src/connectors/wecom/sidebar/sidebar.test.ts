import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { resolveMembers } from "../../../customers/index.ts";
import { systemActor } from "../../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type SmallChain, type TestPerson } from "../../../testing/people.ts";
import { testPlatform } from "../../../testing/platform.ts";
import { testServer } from "../../../testing/server.ts";
import { createAccount } from "../../wechat/index.ts";

const testing = await testPlatform();
const { platform, clock } = testing;
const server = await testServer(testing);
const corpId = "ww1234567890abcdef";
let chain: SmallChain;
let northern: TestPerson;
let southern: TestPerson;

interface Recognised {
  memberNo: number | null;
  erased: boolean;
  followed: { remark: string | null } | null;
}

const recognise = (who: TestPerson, externalUserId: string) =>
  server.call<Recognised>("POST", "/sidebar/recognise", { cookie: who.cookie, body: { externalUserId } });

async function customer(externalUserId: string, storeNo: number): Promise<number> {
  const [member] = await platform.db.transaction().execute((tx) =>
    resolveMembers(tx, platform, [
      {
        identifiers: [{ kind: "external_userid", scope: corpId, value: externalUserId }],
        occurredAt: clock.now(),
        source: "wecom",
        storeNo,
        channel: "wecom",
      },
    ]),
  );
  return member?.memberNo ?? 0;
}

beforeAll(async () => {
  chain = await aSmallChain(testing);
  northern = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.N1.id });
  southern = await aPerson(testing, { roleCode: "guide", unitId: chain.stores.S1.id });
  await platform.db.transaction().execute((tx) =>
    createAccount(platform, tx, systemActor("test"), {
      platform: "wecom",
      accountId: corpId,
      agentId: "1",
      name: "测试企业",
      secrets: { secret: "x" },
    }),
  );
  await sql`
    insert into wecom_member (corp_id, userid, name, status, staff_id, matched_by)
    values (${corpId}, 'LiLei', '李雷', 1, ${northern.id}, 'code')`.execute(platform.db);
});

describe("the sidebar beside a chat [IN-01]", () => {
  it("recognises the chat partner, and shows the guide their own remark", async () => {
    const memberNo = await customer("wmAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1", chain.stores.N1.no);
    await sql`
      insert into wecom_follow (corp_id, userid, external_userid, origin_no, member_no, state, began_at, remark_sealed)
      values (${corpId}, 'lilei', 'wmAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1', ${memberNo}, ${memberNo}, 'active', now(), ${platform.cipher.seal("爱喝美式")})`.execute(
      platform.db,
    );
    expect((await recognise(northern, "wmAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1")).body).toMatchObject({
      memberNo,
      erased: false,
      followed: { remark: "爱喝美式" },
    });
    const colleague = await aPerson(testing, { roleCode: "store_manager", unitId: chain.stores.N1.id });
    expect((await recognise(colleague, "wmAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1")).body).toMatchObject({
      memberNo,
      followed: null,
    });
    await server.call("GET", `/members/${memberNo}`, { cookie: northern.cookie });
    const { rows } = await sql<{ action: string }>`
      select action from audit_log where actor_id = ${northern.id} order by at, id`.execute(platform.db);
    expect(rows.map(({ action }) => action)).toEqual(["wecom_follow.opened", "member.profile_read"]);
  });

  it("answers alike for a stranger and for a customer of another part of the chain", async () => {
    await customer("wmBBBBBBBBBBBBBBBBBBBBBBBBBBBBB2", chain.stores.N1.no);
    const beyond = await recognise(southern, "wmBBBBBBBBBBBBBBBBBBBBBBBBBBBBB2");
    const stranger = await recognise(southern, "wmCCCCCCCCCCCCCCCCCCCCCCCCCCCCC3");
    expect(beyond.status).toBe(200);
    expect(beyond.body).toEqual({ memberNo: null, erased: false, followed: null });
    expect(stranger.body).toEqual(beyond.body);
  });
});
