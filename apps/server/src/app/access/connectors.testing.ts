import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Ground } from "./ground.testing.ts";
import { type Part, uuid } from "./world.testing.ts";

/** What other systems and WeChat's platforms hold of the south: imports, pushes, Wi-Fi, home rules. */
export async function connectorsPart({ server, platform, db, chain, admin, asAdmin }: Ground): Promise<Part> {
  const exchangeSystem = await asAdmin<{ id: string }>("POST", "/exchange/systems", {
    name: "南方SCRM",
    scope: "south-scrm",
    unitId: chain.south.id,
  });
  const device = await asAdmin<{ id: string }>("POST", "/devices", {
    ...{ name: "南方试妆镜", kind: "makeup_mirror", storeNo: chain.stores.S1.no },
  });
  const webhook = await asAdmin<{ id: string }>("POST", "/webhooks", {
    name: "南方推送",
    url: "https://south.example.com/feilun",
    eventTypes: ["order.paid"],
    unitId: chain.south.id,
  });
  const { rows: pushed } = await sql<{ id: number }>`
    insert into webhook_attempt (webhook_no, delivery_id, at, events, status, took_ms, from_xid, from_seq)
    select no, 'd1', now(), 1, 200, 5, cursor_xid, 0 from webhook where id = ${webhook.id} returning id`.execute(db);
  const upload = new FormData();
  upload.set("file", new Blob(["商品编码,商品名称\nSKU-1,茶\n"]), "south-products.csv");
  const uploaded = await fetch(`${server.url}/api/v1/imports/files`, {
    method: "POST",
    headers: { cookie: admin.cookie },
    body: upload,
  });
  const file = (await uploaded.json()) as { id: string };
  const { plan } = await asAdmin<{ plan: object }>("POST", `/imports/files/${file.id}/preview`, { kind: "products" });
  const run = await asAdmin<{ id: string }>("POST", "/imports", { fileId: file.id, plan });

  await asAdmin("PUT", `/mini-program/home/rules/${chain.stores.S1.id}`, {
    ...{ scanAndGo: null, inStoreMetres: 77, homeDelivery: null },
    ...{ deliveryMetres: null, deliveryMinutes: null, deliversClosed: null, version: 0 },
  });
  const { rows: accounts } = await sql<{ id: string }>`
    insert into wechat_account (platform, account_id, name, base_url, secrets_sealed, updated_by)
    values ('official_account', 'wxaccess', '公众号', 'http://127.0.0.1:9', ${platform.cipher.seal('{"secret":"s"}')}, 'test') returning id`.execute(
    db,
  );
  const official = accounts[0]?.id ?? "";
  await sql`insert into official_wifi (wechat_account_id, store_no, ssid, password_sealed, code_url, updated_by)
    values (${official}, ${chain.stores.S1.no}, '南方 WiFi', ${platform.cipher.seal("p")}, 'http://weixin.qq.com/q/1', 'test')`.execute(
    db,
  );
  return {
    things: {
      ":systemId": uuid(exchangeSystem.id),
      ":deviceId": uuid(device.id),
      ":webhookId": uuid(webhook.id),
      "/official-accounts/:officialAccountId/wifi/:storeNo :officialAccountId": {
        foreign: official,
        missing: official,
      },
      "/official-accounts/:officialAccountId/wifi/:storeNo/code.png :officialAccountId": {
        foreign: official,
        missing: official,
      },
      "/imports/files/:id/preview :id": uuid(file.id),
      "/imports/:id :id": uuid(run.id),
      "/imports/:id/cancel :id": uuid(run.id),
      "/imports/:id/rejects.csv :id": uuid(run.id),
    },
    bodies: {
      "PUT /mini-program/home/rules/:unitId": {
        ...{ scanAndGo: null, inStoreMetres: 99, homeDelivery: null },
        ...{ deliveryMetres: null, deliveryMinutes: null, deliversClosed: null, version: 0 },
      },
      "PUT /official-accounts/:officialAccountId/wifi/:storeNo": { ssid: "guest", password: "come-in-1", version: 0 },
      "PUT /devices/:deviceId": { name: "改名", version: 1 },
      "PUT /webhooks/:webhookId": {
        name: "改名",
        url: "https://north.example.com/feilun",
        eventTypes: ["order.paid"],
        unitId: chain.north.id,
        version: 1,
      },
      "POST /webhooks/:webhookId/replay": { attemptId: pushed[0]?.id },
      "POST /imports/files/:id/preview": { kind: "products" },
    },
    queries: {
      "GET /wechat-pay/follows": { from: "2026-06-01", to: "2026-06-16" },
      "GET /official-accounts/:officialAccountId/guide-messages": { openid: "nobody" },
      "GET /mini-program/product-talks/report": { from: "2026-06-01", to: "2026-06-16" },
      "GET /mini-program/matrix": { from: "2026-06-01", to: "2026-07-01" },
      "GET /mini-program/entries": { from: "2026-06-01", to: "2026-07-01" },
      "GET /mini-program/home/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /mini-program/shares/report": { from: "2026-06-01", to: "2026-07-01" },
      "GET /wecom/sync-runs": { corpId: "ww0000" },
      "GET /wechat-shop/sync-runs": { accountId: randomUUID() },
      "GET /wechat-shop/shops/:accountId/sources": { from: "2026-06-01", to: "2026-06-30" },
      "GET /wechat-shop/shops/:accountId/conversion": { from: "2026-06-01", to: "2026-06-30" },
      "GET /wechat-shop/shops/:accountId/buyers": { from: "2026-06-01", to: "2026-06-30" },
      "GET /inheritance/candidates": { corpId: "ww0000", userid: "LiLei" },
      "GET /wecom/directory": { corpId: "ww0000" },
      "GET /wecom/phone-hints": { corpId: "ww0000" },
      "GET /wecom/tags": { corpId: "ww0000" },
      "GET /wecom/welcomes": { corpId: "ww0000" },
    },
    secrets: ["south-products"],
  };
}
