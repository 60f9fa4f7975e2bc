import { createRequire } from "node:module";
import type { AxiosError, AxiosInstance } from "axios";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PayBench } from "../pay/pay.testing.ts";

/** The parts of the SDK that are called here. */
interface Sdk {
  readonly Wechatpay: new (config: object) => { readonly client: { readonly v3: AxiosInstance } } & Chain;
  readonly Aes: { readonly AesGcm: { decrypt(text: string, key: string, iv: string, aad: string): string } };
  readonly Rsa: {
    verify(message: string, signature: string, key: string): boolean;
    encrypt(text: string, key: string): string;
  };
  readonly Formatter: { response(timestamp: string, nonce: string, body: string): string };
}
/** Any path of the API as properties, ending in a verb. */
type Chain = { readonly [step: string]: Chain } & {
  readonly get: (config?: object) => Promise<Reply>;
  readonly post: (body: object, config?: object) => Promise<Reply>;
};
interface Reply {
  readonly status: number;
  readonly data: Record<string, string>;
}
const { Wechatpay, Aes, Rsa, Formatter } = createRequire(import.meta.url)("wechatpay-axios-plugin") as Sdk;

/** The public SDK wechatpay-axios-plugin, unchanged except for `baseURL`: it verifies every answer by the platform's public key. */
let bench: PayBench;
let v3: Chain;
let publicKey: string;

beforeEach(async () => {
  bench = await PayBench.open();
  const [certificate] = bench.merchant.certificates;
  const [platform] = bench.merchant.platformKeys;
  publicKey = platform?.publicKey ?? "";
  const sdk = new Wechatpay({
    mchid: bench.merchant.mchid,
    serial: certificate?.serialNo,
    privateKey: certificate?.privateKey,
    certs: { [platform?.serial ?? ""]: publicKey },
    baseURL: bench.sandbox.addresses.pay,
  });
  v3 = sdk.v3 ?? expect.fail();
});
afterEach(() => bench.close());

const order = (number: string, more: object = {}) => ({
  appid: bench.mini.appid,
  mchid: bench.merchant.mchid,
  description: "飞轮百货-毛巾",
  out_trade_no: number,
  notify_url: bench.notifyUrl,
  amount: { total: 1990, currency: "CNY" },
  ...more,
});

describe("wechatpay-axios-plugin against the sandbox", () => {
  it("orders by code and by JSAPI, queries, refunds, and closes", async () => {
    const { person, openid } = bench.someone();
    const native = await v3.pay?.transactions?.native?.post(order("T20260310001"));
    expect(native).toMatchObject({ status: 200, data: { code_url: expect.stringMatching(/^weixin:/) } });
    await bench.act("pay.pay", { person: person.id, codeUrl: native?.data.code_url });
    const byNumber = v3.pay?.transactions?.outTradeNo?.$out_trade_no$;
    const { mchid } = bench.merchant;
    expect(await byNumber?.get({ params: { mchid }, out_trade_no: "T20260310001" })).toMatchObject({
      data: { trade_state: "SUCCESS" },
    });
    const refund = await v3.refund?.domestic?.refunds?.post({
      out_trade_no: "T20260310001",
      out_refund_no: "R1",
      amount: { refund: 1990, total: 1990, currency: "CNY" },
    });
    expect(refund).toMatchObject({ status: 200, data: { status: "PROCESSING" } });
    await v3.pay?.transactions?.jsapi?.post(order("T20260310002", { payer: { openid } }));
    const closed = await byNumber?.close?.post({ mchid }, { out_trade_no: "T20260310002" });
    expect(closed?.status).toBe(204);
  });

  it("meets refusals in Pay's envelope", async () => {
    const refused = v3.pay?.transactions?.native?.post(order("T20260310001", { colour: "red" }));
    await expect(refused).rejects.toSatisfy((error: AxiosError) => {
      expect(error.response).toMatchObject({
        status: 400,
        data: { code: "PARAM_ERROR", detail: { field: "/colour" } },
      });
      return true;
    });
  });

  it("checks and opens what the merchant is told, and seals names for transfers", async () => {
    const who = bench.someone("林小满");
    const { raw } = await bench.rawNotice(() => bench.paid(who, "T20260310001"));
    const { headers, body } = raw;
    const text = Formatter.response(String(headers["wechatpay-timestamp"]), String(headers["wechatpay-nonce"]), body);
    expect(Rsa.verify(text, String(headers["wechatpay-signature"]), publicKey)).toBe(true);
    const { resource } = JSON.parse(body) as { resource: Record<"ciphertext" | "associated_data" | "nonce", string> };
    const { ciphertext, associated_data, nonce } = resource;
    const opened = Aes.AesGcm.decrypt(ciphertext, bench.merchant.apiV3Key ?? "", nonce, associated_data);
    expect(JSON.parse(opened)).toMatchObject({ out_trade_no: "T20260310001" });

    await bench.act("pay.edit_merchant", { mchid: bench.merchant.mchid, deposit: 10_000 });
    const transfer = await v3.fundApp?.mchTransfer?.transferBills?.post({
      appid: bench.mini.appid,
      out_bill_no: "M1",
      transfer_scene_id: "1005",
      openid: who.openid,
      user_name: Rsa.encrypt("林小满", publicKey),
      transfer_amount: 100,
      transfer_remark: "佣金",
      transfer_scene_report_infos: [
        { info_type: "岗位类型", info_content: "导购" },
        { info_type: "报酬说明", info_content: "三月佣金" },
      ],
    });
    expect(transfer).toMatchObject({ data: { state: "WAIT_USER_CONFIRM" } });
    const pack = transfer?.data.package_info;
    expect(await bench.act("pay.confirm_transfer", { person: who.person.id, package: pack })).toMatchObject({
      state: "TRANSFERING",
    });
  });
});
