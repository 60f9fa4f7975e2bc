import { beforeAll, describe, expect, it } from "vitest";
import { consentOf, findByIdentifier, type IdentifierKind } from "../../customers/index.ts";
import { checkPoints } from "../../customers/points/check-points.ts";
import { aPerson, aSmallChain } from "../../testing/people.ts";
import { testPlatform } from "../../testing/platform.ts";
import { testServer } from "../../testing/server.ts";
import { pointTools } from "./points.testing.ts";

const testing = await testPlatform({ now: "2026-06-15T04:00:00Z" });
const { platform, clock } = testing;
const { db } = platform;
const points = pointTools(testing);
const server = await testServer(testing);

const agreed = [{ purpose: "membership", channel: "any", granted: true, textVersion: "入会协议 2026-03" }] as const;
const mini = (name: string) => ({ kind: "openid", scope: "wx-mini", value: name }) as const;
const shop = (name: string) => ({ kind: "shop_openid", scope: "shop-1", value: name }) as const;
const phone = (value: string) => ({ kind: "phone", value }) as const;

/** A front: it knows people by its own identifier, and asks the API with its own key. */
interface Front {
  balanceOf(name: string): Promise<number>;
  spend(name: string, businessKey: string, some: number): Promise<{ status: number; available: number | undefined }>;
}

let miniProgram: Front;
let wechatShop: Front;

beforeAll(async () => {
  const chain = await aSmallChain(testing);
  const admin = await aPerson(testing, { roleCode: "admin", unitId: chain.hq.id });
  const front = async (
    name: string,
    channel: string,
    identifier: (name: string) => ReturnType<typeof mini | typeof shop>,
  ): Promise<Front> => {
    const { body } = await server.call<{ key: string }>("POST", "/api-keys", {
      cookie: admin.cookie,
      body: { name, permissions: ["points.spend", "member.read"], unitId: chain.hq.id },
    });
    const headers = { authorization: `Bearer ${body.key}` };
    return {
      async balanceOf(who) {
        const no = await findByIdentifier(db, platform, ...known(identifier(who)));
        const { body: answer } = await server.call<{ balance: { available: number } }>("GET", `/members/${no}/points`, {
          headers,
        });
        return answer.balance.available;
      },
      async spend(who, businessKey, some) {
        const { status, body: answer } = await server.call<{ balance?: { available: number } }>(
          "POST",
          "/points/spend",
          {
            headers,
            body: { businessKey, identifier: identifier(who), points: some, channel },
          },
        );
        return { status, available: answer.balance?.available };
      },
    };
  };
  miniProgram = await front("小程序", "mini_program", mini);
  wechatShop = await front("微信小店", "wechat_shop", shop);
  await points.rule({ pointsPerYuan: 1, joiningGift: 100 }, "2026-06-01");
});

const known = ({ kind, scope, value }: { kind: IdentifierKind; scope: string; value: string }) =>
  [kind, scope, value] as const;
const everywhere = async (name: string) => [await miniProgram.balanceOf(name), await wechatShop.balanceOf(name)];
const settle = async () => {
  await points.earn();
  await points.giveGifts();
};

describe("CASE-25 珀莱雅: one ledger of points for mini-program and WeChat shop", () => {
  it("shares what Y earns and uses between both fronts, and gives the joining gift once [MB-02] [MB-05] [ID-15] [ID-01] [CO-05]", async () => {
    const y = await points.member({
      identifiers: [mini("y"), phone("13933330001")],
      registeredAt: clock.now(),
      channel: "mini_program",
      source: "mini_program",
      consents: agreed,
    });
    await points.order(y, "MINI-1", 10_000, { channel: "mini_program" });
    await settle();
    expect(await miniProgram.balanceOf("y")).toBe(200);

    clock.advance({ days: 3 });
    const joined = await points.member({
      identifiers: [shop("y"), phone("+86 13933330001")],
      registeredAt: clock.now(),
      channel: "wechat_shop",
      source: "wechat_shop",
      consents: agreed,
    });
    await settle();
    expect(joined.memberNo).toBe(y.memberNo);
    expect(await everywhere("y")).toEqual([200, 200]);

    await points.order(joined, "SHOP-1", 10_000);
    await settle();
    expect(await everywhere("y")).toEqual([300, 300]);

    expect(await miniProgram.spend("y", "redeem-1", 50)).toEqual({ status: 200, available: 250 });
    expect(await everywhere("y")).toEqual([250, 250]);
    expect((await wechatShop.spend("y", "redeem-2", 251)).status).toBe(409);
    expect(await everywhere("y")).toEqual([250, 250]);
  });

  it("makes a root member of Z, who joins in the shop, and links the mini-program to it [ID-04] [MB-05]", async () => {
    const z = await points.member({
      identifiers: [shop("z"), phone("13933330003")],
      registeredAt: clock.now(),
      channel: "wechat_shop",
      source: "wechat_shop",
      consents: agreed,
    });
    await settle();
    const later = await points.member({ identifiers: [mini("z"), phone("13933330003")], source: "mini_program" });
    await settle();
    expect(later.memberNo).toBe(z.memberNo);
    expect(await everywhere("z")).toEqual([100, 100]);
  });

  it("binds nobody who declines the authorisation, and brings the points together once it is given [ID-04] [RK-21]", async () => {
    const root = await points.member({
      identifiers: [mini("x"), phone("13933330002")],
      registeredAt: clock.now(),
      channel: "mini_program",
      source: "mini_program",
      consents: agreed,
    });
    const visitor = await points.member({ identifiers: [shop("x")], channel: "wechat_shop", source: "wechat_shop" });
    await points.order(visitor, "SHOP-X", 3_000);
    await settle();
    expect(visitor.memberNo).not.toBe(root.memberNo);
    expect(await everywhere("x")).toEqual([100, 30]);
    expect(await consentOf(db, visitor.memberNo)).toEqual([]);

    const authorised = await points.member({
      identifiers: [shop("x"), phone("13933330002")],
      source: "wechat_shop",
      registeredAt: clock.now(),
      consents: agreed,
    });
    await settle();
    expect(await everywhere("x")).toEqual([130, 130]);
    expect(await consentOf(db, authorised.memberNo)).toMatchObject([
      { purpose: "membership", granted: true, textVersion: "入会协议 2026-03" },
    ]);
    expect(await checkPoints(db)).toMatchObject({ agrees: true, strayEntries: 0 });
  });
});
