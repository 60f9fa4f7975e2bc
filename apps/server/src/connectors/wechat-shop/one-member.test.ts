import { describe, expect, it } from "vitest";
import { pointTools } from "../../commerce/points/points.testing.ts";
import { findByIdentifier } from "../../customers/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { createAccount } from "../wechat/index.ts";
import { aConnectedShop } from "./wechat-shop.testing.ts";

const shop = await aConnectedShop({ now: new Date().toISOString() });
const { platform, act, account, server, admin, person, buy, settle } = shop;
const memberByOpenid = (openid: string) =>
  findByIdentifier(platform.db, platform, "shop_openid", account.accountId, openid);

describe("the mini program and the shop", () => {
  it("know somebody who is sent over and back as one member, points and all [ID-15] [ID-04]", async () => {
    const mini = await shop.sandbox.act<{ appid: string; secret: string }>("weixin.add_mini_program", {
      name: "好物商城",
    });
    await platform.db.transaction().execute((tx) =>
      createAccount(platform, tx, systemActor("test"), {
        platform: "mini_program",
        accountId: mini.appid,
        name: "好物商城",
        baseUrl: shop.sandbox.weixin,
        secrets: { secret: mini.secret },
      }),
    );
    const points = pointTools(shop.testing);
    await points.rule({ pointsPerYuan: 1, joiningGift: 100 }, "2026-01-01");
    const phone = "13911115555";
    const who = await person("两边逛的人", phone);
    const inMini = async <Body>(path: string, action: string, body: (answer: { code: string }) => object) =>
      (
        await server.call<Body>("POST", `/mini-program/${path}`, {
          cookie: admin.cookie,
          body: {
            appId: mini.appid,
            ...body(await shop.sandbox.act<{ code: string }>(action, { appid: mini.appid, person: who })),
          },
        })
      ).body;
    // The test's clock stands still while the world outside goes on.
    shop.testing.clock.advance({ minutes: 5 });
    const balance = async (memberNo: number) => {
      await points.earn();
      await points.giveGifts();
      const { body } = await server.call<{ balance: { available: number } }>("GET", `/members/${memberNo}/points`, {
        cookie: admin.cookie,
      });
      return body.balance.available;
    };

    const { openid: miniOpenid, memberNo } = await inMini<{ openid: string; memberNo: number }>(
      "sessions",
      "mini.login",
      ({ code }) => ({ code }),
    );
    const registered = await inMini<{ memberNo: number }>("registrations", "mini.authorise_phone", ({ code }) => ({
      openid: miniOpenid,
      phoneCode: code,
    }));
    expect(await balance(registered.memberNo)).toBe(100);
    // Sent to the shop, which knows another openid of the same unionid, before any phone is given there.
    const { openid } = await buy(who);
    await settle();
    expect(await memberByOpenid(openid)).toBe(registered.memberNo);
    expect(await balance(registered.memberNo)).toBe(399);
    await act("shop.join_membership", { person: who });
    await settle();
    expect(await balance(registered.memberNo)).toBe(399);
    // And back.
    const again = await inMini<{ memberNo: number; registered: boolean }>("sessions", "mini.login", ({ code }) => ({
      code,
    }));
    expect(again).toMatchObject({ memberNo, registered: true });
  });
});
