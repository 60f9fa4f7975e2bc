import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Bench } from "../weixin/weixin.testing.ts";
import { departures } from "./shape.ts";
import { WEIXIN_EXAMPLES } from "./weixin-examples.ts";

let bench: Bench;
/** What stands for the braces of the examples. */
const names = new Map<string, string>();

beforeAll(async () => {
  bench = await Bench.open();
  const { person, openid } = bench.someone("一");
  const visited = async () => bench.act("mini.open", { appid: bench.mini.appid, person: person.id });
  names.set("{openid}", openid);
  names.set("{mini}", String((await visited()).openid));
  names.set("{appid}", bench.mini.appid);
  await bench.sandbox.callbacks.drained();
  // The figures of a day are told on the next; the person writes and visits again, so that messages and checks are allowed.
  bench.pass(86_400);
  await visited();
  await bench.act("weixin.say", {
    appid: bench.account.appid,
    person: person.id,
    message: { kind: "text", content: "在吗" },
  });
});
afterAll(() => bench.close());

function translated(value: string): string {
  return [...names].reduce((text, [brace, id]) => text.replaceAll(brace, id), value);
}

describe("documented calls of official accounts and mini programs", () => {
  it.each(WEIXIN_EXAMPLES)(
    "$endpoint answers in the documented shape",
    async ({ of, endpoint, request, answer, also }) => {
      const path = translated(endpoint.slice(endpoint.indexOf(" ") + 1));
      const account = of === "mini_program" ? bench.mini : bench.account;
      const got = await bench.call(path, request && JSON.parse(translated(JSON.stringify(request))), account);
      expect(departures(answer, got, also)).toEqual([]);
    },
  );
});
