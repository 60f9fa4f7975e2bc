import { sql } from "kysely";
import { expect } from "vitest";
import { upsertOrders, upsertProducts } from "../../commerce/index.ts";
import { upsertMembers } from "../../customers/index.ts";
import { systemActor } from "../../kernel/audit/audit.ts";
import { aPerson, aSmallChain, type TestPerson } from "../../testing/people.ts";
import type { TestPlatform } from "../../testing/platform.ts";
import type { TestServer } from "../../testing/server.ts";
import { createAccount } from "../wechat/index.ts";
import type { DeviceKind } from "./vocabulary.ts";

export interface Receipt {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly clockSkewMs: number;
  readonly errors: { index: number; eventId: string | null; path: string; message: string }[];
  readonly code?: string;
}
export interface Shown {
  readonly kept: boolean;
  readonly goods: string[];
  readonly storeName: string;
  readonly consent: string;
  readonly consentVersion: number;
  readonly code?: string;
  readonly errors?: { path: string }[];
}

export const appId = "wx-devices";

/** A small chain with products, a mini program whose visitors can keep what they tried, and ways to speak as each party. */
export async function aDeviceWorld(feilun: TestPlatform, server: TestServer) {
  const { platform, clock } = feilun;
  const { db } = platform;
  const chain = await aSmallChain(feilun);
  const operator = await aPerson(feilun, { roleCode: "hq_operator", unitId: chain.hq.id });
  const admin = await aPerson(feilun, { roleCode: "admin", unitId: chain.hq.id });
  const north = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.N1.id });
  const south = await aPerson(feilun, { roleCode: "store_manager", unitId: chain.stores.S1.id });
  const call = <Body>(method: string, path: string, who: TestPerson, body?: unknown) =>
    server.call<Body>(method, path, { cookie: who.cookie, body });
  const made = await call<{ key: string }>("POST", "/api-keys", admin, {
    ...{ name: "小程序", permissions: ["mini_program.session"], unitId: chain.hq.id },
  });
  const { accountId } = await db.transaction().execute(async (tx) => {
    await upsertProducts(tx, [
      { sku: "L1", name: "丝绒口红" },
      { sku: "L2", name: "水光唇釉" },
    ]);
    const account = { accountId: appId, name: "小程序", baseUrl: "http://127.0.0.1:9", secrets: { secret: "s" } };
    const { id } = await createAccount(platform, tx, systemActor("test"), { platform: "mini_program", ...account });
    return { accountId: id };
  });
  const withKey = <Body>(key: string, path: string, body: unknown) =>
    server.call<Body>("POST", path, { headers: { authorization: `Bearer ${key}` }, body });
  return {
    ...{ chain, operator, admin, north, south, call, withKey },
    ago: (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000).toISOString(),
    async register(name: string, kind: DeviceKind = "makeup_mirror", storeNo = chain.stores.N1.no) {
      const { status, body } = await call<{ id: string; key: string }>("POST", "/devices", operator, {
        name,
        kind,
        storeNo,
      });
      expect(status, JSON.stringify(body)).toBe(201);
      return body;
    },
    send: (key: string, events: readonly unknown[], sentAt = clock.now().toISOString()) =>
      withKey<Receipt>(key, "/device-reports/events", { sentAt, events }),
    code: async (key: string, sessionId: string) =>
      (
        await withKey<{ token: string; url: string | null; consent: string }>(key, "/device-reports/codes", {
          sessionId,
        })
      ).body,
    look: (token: string) => withKey<Shown>(made.body.key, "/device-codes/look", { token }),
    keep: (token: string, openid: string, consentVersion = 0) =>
      withKey<Shown>(made.body.key, "/device-codes/keep", { token, appId, openid, consentVersion }),
    /** A member of the store N1 who has signed in to the mini program. */
    async visitor(openid: string): Promise<number> {
      return db.transaction().execute(async (tx) => {
        const [member] = await upsertMembers(tx, platform, [
          {
            identifiers: [{ kind: "openid", scope: appId, value: openid }],
            attributes: { name: `客户${openid}` },
            ...{ storeNo: chain.stores.N1.no, source: "mini_program", observedAt: clock.now() },
          },
        ]);
        const memberNo = member?.memberNo ?? 0;
        await sql`insert into mini_program_user (wechat_account_id, openid, origin_no, member_no, session_key_sealed, first_scene, first_seen_at, last_seen_at)
          values (${accountId}, ${openid}, ${memberNo}, ${memberNo}, ${platform.cipher.seal("k")}, '', ${clock.now()}, ${clock.now()})`.execute(
          tx,
        );
        return memberNo;
      });
    },
    async buys(memberNo: number, sku: string) {
      await db.transaction().execute((tx) =>
        upsertOrders(tx, platform, [
          {
            ...{ source: "pos", orderCode: `O-${memberNo}-${sku}`, member: { originNo: memberNo, memberNo } },
            ...{ storeNo: chain.stores.S1.no, channel: "store", businessDay: "2026-06-15", paidAt: clock.now() },
            lines: [{ sku, name: sku, quantity: 1, unitPriceLi: 100_000, amountLi: 100_000 }],
          },
        ]),
      );
    },
  };
}

let events = 0;

/** A try of a lipstick, at a moment of the device's clock. */
export function aTry(sessionId: string, occurredAt: string, more: object = {}) {
  events += 1;
  return {
    eventId: `e${events}`,
    type: "tried",
    sessionId,
    occurredAt,
    sku: "L1",
    attributes: { shade: "豆沙 04" },
    ...more,
  };
}
