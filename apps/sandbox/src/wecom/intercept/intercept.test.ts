import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../wecom.testing.ts";

const BASE = "/cgi-bin/externalcontact";
let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

const add = (more: object = {}) =>
  bench.call(`${BASE}/add_intercept_rule`, {
    rule_name: "飞单",
    word_list: ["加我微信"],
    semantics_list: [1],
    intercept_type: 1,
    applicable_range: { user_list: ["LiLei"] },
    ...more,
  });

describe("intercept rules", () => {
  it("stop members' lines to customers", async () => {
    const { rule_id } = await add();
    const { id } = bench.customer("甲");
    const say = (content: string, from = "member") =>
      bench.act("wecom.chat", { userid: "LiLei", externalUserid: id, from, content });
    expect(await say("加我微信聊")).toMatchObject({ errcode: 40201 });
    expect(await say("打 13800000000 给我")).toMatchObject({ errcode: 40201 });
    expect(await say("加我微信聊", "customer")).toEqual({});
    await bench.call(`${BASE}/update_intercept_rule`, { rule_id, intercept_type: 2, word_list: [] });
    expect(await say("加我微信聊")).toEqual({});
    expect(await bench.call(`${BASE}/get_intercept_rule`, { rule_id })).toMatchObject({
      rule: {
        rule_name: "飞单",
        word_list: ["加我微信"],
        extra_rule: { semantics_list: [1] },
        intercept_type: 2,
        applicable_range: { user_list: ["LiLei"], department_list: [] },
      },
    });
    await bench.call(`${BASE}/del_intercept_rule`, { rule_id });
    expect(await bench.call(`${BASE}/get_intercept_rule_list`)).toMatchObject({ rule_list: [] });
  });

  it("keep their limits", async () => {
    await add();
    expect(await add()).toMatchObject({ errcode: 41077 });
    expect(await add({ rule_name: "b", word_list: ["长".repeat(33)] })).toMatchObject({ errcode: 41083 });
    expect(await add({ rule_name: "b", word_list: Array(301).fill("x") })).toMatchObject({ errcode: 41068 });
    expect(await add({ rule_name: "b", semantics_list: [4] })).toMatchObject({ errcode: 41084 });
    expect(await add({ rule_name: "b", applicable_range: {} })).toMatchObject({ errcode: 40063 });
    for (let count = 1; count < 100; count++) await add({ rule_name: `r${count}` });
    expect(await add({ rule_name: "r100" })).toMatchObject({ errcode: 41069 });
  });
});
