import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addApp } from "../apps/apps.ts";
import { Bench, pngOf } from "../wecom.testing.ts";

const BASE = "/cgi-bin/externalcontact";
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

describe("product albums", () => {
  it("keep products with their pictures, each app its own, within limits", async () => {
    const path = "/cgi-bin/media/upload_attachment?media_type=image&attachment_type=2";
    const { media_id } = await bench.upload(path, pngOf(9, 9), "a.png");
    const attachments = [{ type: "image", image: { media_id } }];
    const add = (more: object = {}) =>
      bench.call(`${BASE}/add_product_album`, {
        description: "鲜奶",
        price: 1990,
        product_sn: "SN1",
        attachments,
        ...more,
      });
    const { product_id } = await add();
    expect(await bench.call(`${BASE}/get_product_album`, { product_id })).toMatchObject({
      product: { product_id, description: "鲜奶", price: 1990, create_time: bench.now, product_sn: "SN1", attachments },
    });
    const other = addApp(bench.world);
    expect(await bench.call(`${BASE}/delete_product_album`, { product_id }, other)).toMatchObject({ errcode: 48002 });
    await bench.call(`${BASE}/update_product_album`, { product_id, price: 2990 });
    expect(await bench.call(`${BASE}/get_product_album_list`, {})).toMatchObject({ product_list: [{ price: 2990 }] });
    expect(await add({ description: "长".repeat(301) })).toMatchObject({ errcode: 41087 });
    expect(await add({ price: 5_000_001 })).toMatchObject({ errcode: 41086 });
    expect(await add({ product_sn: "有 字" })).toMatchObject({ errcode: 41085 });
    expect(await add({ attachments: [] })).toMatchObject({ errcode: 41088 });
    const message = await bench.upload("/cgi-bin/media/upload?type=image", pngOf(9, 9), "a.png");
    const wrong = [{ type: "image", image: { media_id: message.media_id } }];
    expect(await add({ attachments: wrong })).toMatchObject({ errcode: 41072 });
    await bench.call(`${BASE}/delete_product_album`, { product_id });
    expect(await bench.call(`${BASE}/get_product_album`, { product_id })).toMatchObject({ errcode: 41075 });
  });
});
