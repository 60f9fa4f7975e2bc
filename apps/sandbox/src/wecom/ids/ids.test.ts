import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../wecom.testing.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

describe("id conversion", () => {
  it("gives a self-built app openids, and refuses what only providers may ask", async () => {
    const { id } = bench.customer("甲");
    const convert = (external_userid: string) =>
      bench.call("/cgi-bin/externalcontact/convert_to_openid", { external_userid });
    const first = await convert(id);
    expect(first).toMatchObject({ errcode: 0, openid: expect.stringMatching(/^o/) });
    expect((await convert(id)).openid).toBe(first.openid);
    expect(await convert("wmX")).toMatchObject({ errcode: 40096 });
    expect(await bench.call("/cgi-bin/user/convert_to_openid", { userid: "LiLei" })).toMatchObject({ errcode: 0 });
    const unionid = { unionid: "oU1", openid: "oM1" };
    expect(await bench.call("/cgi-bin/idconvert/unionid_to_external_userid", unionid)).toMatchObject({
      errcode: 48002,
    });
    expect(
      await bench.call("/cgi-bin/idconvert/convert_tmp_external_userid", {
        business_type: 2,
        user_type: 1,
        tmp_external_userid_list: ["tmp1"],
      }),
    ).toMatchObject({ results: [], invalid_tmp_external_userid_list: ["tmp1"] });
  });
});
