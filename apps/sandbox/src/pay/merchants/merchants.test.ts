import { createPublicKey, X509Certificate } from "node:crypto";
import { openPayResource, type PaySealed } from "@feilun/wechat-protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PayBench } from "../pay.testing.ts";

let bench: PayBench;
beforeEach(async () => {
  bench = await PayBench.open();
});
afterEach(() => bench.close());

interface Certificates {
  readonly data: { readonly serial_no: string; readonly encrypt_certificate: PaySealed }[];
}

it("hands over what a product needs to speak for the merchant: certificate, key and serial belong together", async () => {
  const settings = (await bench.act("pay.merchant", { mchid: bench.merchant.mchid })) as unknown as {
    certificate: string;
    privateKey: string;
    serialNo: string;
    apiV3Key: string;
  };
  const certificate = new X509Certificate(settings.certificate);
  expect(certificate.serialNumber).toBe(settings.serialNo);
  expect(certificate.subject).toContain("CN=1600000001");
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.publicKey.equals(createPublicKey(settings.privateKey))).toBe(true);
  expect(settings.apiV3Key).toHaveLength(32);
});

it("gives platform certificates to merchants that check by them, and none to those with the public key", async () => {
  expect(await bench.call("GET", "/v3/certificates")).toMatchObject({ status: 404 });
  const { mchid } = bench.merchant;
  const { platformSerial } = await bench.act("pay.rotate_platform_key", { mchid, kind: "certificate" });
  const { json, headers } = await bench.call("GET", "/v3/certificates");
  const { data } = json as unknown as Certificates;
  expect(data.map(({ serial_no }) => serial_no)).toEqual([platformSerial]);
  expect(headers.get("wechatpay-serial")).toBe(platformSerial);
  const [first] = data;
  const pem = openPayResource(bench.merchant.apiV3Key ?? "", first?.encrypt_certificate ?? expect.fail());
  expect(new X509Certificate(pem).serialNumber).toBe(platformSerial);
});

it("signs with the newest key, and with a former one for callers that name it", async () => {
  const { mchid } = bench.merchant;
  const former = bench.merchant.platformKeys[0]?.serial ?? "";
  expect(former).toMatch(/^PUB_KEY_ID_/);
  await bench.act("pay.rotate_platform_key", { mchid, kind: "public_key" });
  const path = `/v3/pay/transactions/out-trade-no/T20260310001?mchid=${mchid}`;
  expect((await bench.call("GET", path)).headers.get("wechatpay-serial")).not.toBe(former);
  const named = await bench.call("GET", path, undefined, { headers: { "wechatpay-serial": former } });
  expect(named.headers.get("wechatpay-serial")).toBe(former);
});

it("refuses a merchant that is suspended and calls beyond the limit, and can fail on demand", async () => {
  const { mchid } = bench.merchant;
  const path = `/v3/pay/transactions/out-trade-no/T20260310001?mchid=${mchid}`;
  await bench.act("faults.add", {
    platform: "pay",
    path: "/v3/pay/transactions/*",
    what: { kind: "refusal", code: "SYSTEM_ERROR" },
    times: 1,
  });
  expect(await bench.call("GET", path)).toMatchObject({ status: 500, json: { code: "SYSTEM_ERROR" } });
  await bench.act("pay.set", { callsPerSecond: { "/v3/pay/transactions/out-trade-no/:outTradeNo": 0 } });
  expect(await bench.call("GET", path)).toMatchObject({ status: 429, json: { code: "FREQUENCY_LIMITED" } });
  await bench.act("pay.edit_merchant", { mchid, suspended: true });
  expect(await bench.call("GET", path)).toMatchObject({ status: 403, json: { code: "NO_AUTH" } });
});
