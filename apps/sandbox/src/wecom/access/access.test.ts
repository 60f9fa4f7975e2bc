import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../wecom.testing.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(() => bench.close());

async function token(secret = bench.app.secret): Promise<number> {
  const query = new URLSearchParams({ corpid: bench.world.wecom.corpId, corpsecret: secret });
  const response = await fetch(`${bench.sandbox.addresses.wecom}/cgi-bin/gettoken?${query}`);
  return ((await response.json()) as { errcode: number }).errcode;
}

describe("WeCom's door", () => {
  it("blocks an address for an hour after too many wrong secrets", async () => {
    await bench.act("wecom.set_limits", { wrongSecretTries: 3 });
    for (let count = 0; count < 3; count++) expect(await token("wrong")).toBe(40001);
    expect(await token()).toBe(45009);
    bench.pass(3601);
    expect(await token()).toBe(0);
  });

  it("takes debug=1 five times a minute", async () => {
    const debug = async () => (await bench.call("/cgi-bin/department/list?debug=1")).errcode;
    for (let count = 0; count < 5; count++) expect(await debug()).toBe(0);
    expect(await debug()).toBe(45009);
    bench.pass(60);
    expect(await debug()).toBe(0);
  });

  it("answers 45033 while too many reads are under way", async () => {
    await bench.act("wecom.set_limits", { concurrentReads: 1 });
    const path = "/cgi-bin/externalcontact/groupchat/list";
    await bench.act("faults.add", { platform: "wecom", path, what: { kind: "slow", ms: 1000 } });
    const address = `${bench.sandbox.addresses.wecom}${await bench.signed(path)}`;
    const read = async () =>
      (await (await fetch(address, { method: "POST", body: '{"limit":10}' })).json()) as { errcode: number };
    const answers = await Promise.all([read(), read(), read()]);
    expect(answers.map(({ errcode }) => errcode).sort()).toEqual([0, 45033, 45033]);
    await bench.act("faults.clear");
    expect(await read()).toMatchObject({ errcode: 0 });
  });

  it("hands out tickets for the company and for one app, by different measures", async () => {
    const corp = await bench.call("/cgi-bin/get_jsapi_ticket");
    expect(corp).toMatchObject({ errcode: 0, expires_in: 7200 });
    const own = await bench.call("/cgi-bin/ticket/get?type=agent_config");
    expect(own.ticket).not.toBe(corp.ticket);
    expect((await bench.call("/cgi-bin/get_jsapi_ticket")).ticket).toBe(corp.ticket);
    for (let count = 0; count < 99; count++) await bench.call("/cgi-bin/ticket/get?type=agent_config");
    expect(await bench.call("/cgi-bin/ticket/get?type=agent_config")).toMatchObject({ errcode: 45009 });
    bench.pass(3600);
    expect(await bench.call("/cgi-bin/ticket/get?type=agent_config")).toMatchObject({ ticket: own.ticket });
  });
});
