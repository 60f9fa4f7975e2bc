import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addPerson } from "../../world/people.ts";
import { Bench } from "../weixin.testing.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const create = (body: object) => bench.call("/cgi-bin/qrcode/create", body);
const str = (scene_str: string) => ({ action_info: { scene: { scene_str } } });

describe("parametric codes", () => {
  it("carry their scene into the first following, and into a scan of a follower", async () => {
    const { person, openid } = bench.someone("一", false);
    const { ticket, url } = await create({ action_name: "QR_LIMIT_STR_SCENE", ...str("store-1") });
    await bench.act("weixin.scan", { person: person.id, code: url });
    await bench.act("weixin.scan", { person: person.id, code: ticket });
    expect(await bench.told("subscribe")).toMatchObject([
      { eventKey: "qrscene_store-1", ticket, fromUserName: openid },
    ]);
    expect(await bench.told("SCAN")).toMatchObject([{ eventKey: "store-1", ticket }]);
    expect(await bench.call(`/cgi-bin/user/info?openid=${openid}`)).toMatchObject({
      subscribe_scene: "ADD_SCENE_QR_CODE",
      qr_scene_str: "store-1",
    });
  });

  it("stay the same for one permanent scene, and end in time otherwise", async () => {
    const permanent = { action_name: "QR_LIMIT_SCENE", action_info: { scene: { scene_id: 7 } } };
    expect((await create(permanent)).ticket).toBe((await create(permanent)).ticket);
    const { url, expire_seconds } = await create({ action_name: "QR_STR_SCENE", ...str("a") });
    expect(expire_seconds).toBe(60);
    bench.pass(61);
    const person = addPerson(bench.world, { nickname: "迟" });
    expect(await bench.act("weixin.scan", { person: person.id, code: url })).toHaveProperty("error");
    for (const scene of [{ scene_id: 100_001 }, { scene_id: 0 }])
      expect(await create({ action_name: "QR_LIMIT_SCENE", action_info: { scene } })).toMatchObject({ errcode: 40053 });
    expect(await create({ action_name: "QR_STR_SCENE", ...str("x".repeat(65)) })).toMatchObject({ errcode: 40053 });
  });

  it("have a picture, and short keys their data", async () => {
    const { ticket } = await create({ action_name: "QR_STR_SCENE", ...str("a") });
    const picture = await fetch(`${bench.base}/cgi-bin/showqrcode?ticket=${encodeURIComponent(String(ticket))}`);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    const { short_key } = await bench.call("/cgi-bin/shorten/gen", { long_data: "loooong", expire_seconds: 60 });
    expect(await bench.call("/cgi-bin/shorten/fetch", { short_key })).toMatchObject({
      long_data: "loooong",
      expire_seconds: 60,
    });
    bench.pass(61);
    expect(await bench.call("/cgi-bin/shorten/fetch", { short_key })).toHaveProperty("errcode");
  });
});
