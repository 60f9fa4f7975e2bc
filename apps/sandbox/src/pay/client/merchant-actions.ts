import { z } from "zod";
import { type Action, action } from "../../control/action.ts";
import { officialAccountNamed } from "../../weixin/client/find.ts";
import { addApiCertificate, addMerchant, addPlatformKey, merchantNamed, signingKey } from "../merchants/merchants.ts";
import type { Merchant } from "../merchants/state.ts";

const mchid = z.string().regex(/^\d{8,10}$/, "商户号是 8 至 10 位数字");
const apiV3Key = z.string().length(32, "APIv3 密钥是 32 个字符");
const kind = z.enum(["public_key", "certificate"]);

/** What the owner sets in the merchant console (pay.weixin.qq.com), and how the platform behaves. */
export const merchantActions: readonly Action[] = [
  action(
    "pay.add_merchant",
    z.object({
      name: z.string().min(1),
      mchid: mchid.optional(),
      apiV3Key: apiV3Key.nullable().optional(),
      appids: z.array(z.string()).default([]),
      verification: kind.default("public_key"),
      balance: z.int().min(0).optional(),
    }),
    (world, draft) => settingsOf(addMerchant(world, draft)),
  ),
  action(
    "pay.edit_merchant",
    z.object({
      mchid: z.string(),
      name: z.string().min(1).optional(),
      apiV3Key: apiV3Key.nullable().optional(),
      bindAppids: z.array(z.string()).optional(),
      unbindAppids: z.array(z.string()).optional(),
      suspended: z.boolean().optional(),
      /** Beginnings of paths. */
      notOpened: z.array(z.string()).optional(),
      /** Where the merchant is told of profit sharing that reaches it. */
      sharingNotifyUrl: z.url().nullable().optional(),
      /** 支付后关注: the account that payers are offered to follow; null: none. */
      followAppid: z.string().nullable().optional(),
      /** Fen put onto the account. */
      deposit: z.int().min(1).optional(),
    }),
    (world, edit) => {
      const merchant = merchantNamed(world, edit.mchid);
      merchant.name = edit.name ?? merchant.name;
      if (edit.apiV3Key !== undefined) merchant.apiV3Key = edit.apiV3Key ?? undefined;
      for (const appid of edit.bindAppids ?? []) merchant.appids.add(appid);
      for (const appid of edit.unbindAppids ?? []) merchant.appids.delete(appid);
      merchant.suspended = edit.suspended ?? merchant.suspended;
      merchant.notOpened = edit.notOpened ?? merchant.notOpened;
      if (edit.sharingNotifyUrl !== undefined) merchant.sharing.notifyUrl = edit.sharingNotifyUrl ?? undefined;
      if (edit.followAppid) officialAccountNamed(world, edit.followAppid);
      if (edit.followAppid !== undefined) merchant.followAppid = edit.followAppid ?? undefined;
      merchant.funds.available += edit.deposit ?? 0;
      return settingsOf(merchant);
    },
  ),
  action("pay.merchant", z.object({ mchid: z.string() }), (world, input) =>
    settingsOf(merchantNamed(world, input.mchid)),
  ),
  action("pay.merchants", z.object({}), ({ pay }) => ({ merchants: [...pay.merchants.values()].map(settingsOf) })),
  action("pay.renew_certificate", z.object({ mchid: z.string() }), (world, input) => {
    const merchant = merchantNamed(world, input.mchid);
    addApiCertificate(world, merchant);
    return settingsOf(merchant);
  }),
  action(
    "pay.revoke_certificate",
    z.object({ mchid: z.string(), serialNo: z.string() }),
    (world, { mchid: number, serialNo }) => {
      const certificate = merchantNamed(world, number).certificates.find((known) => known.serialNo === serialNo);
      if (!certificate) throw new RangeError(`没有这个证书：${serialNo}`);
      certificate.revoked = true;
    },
  ),
  action("pay.rotate_platform_key", z.object({ mchid: z.string(), kind }), (world, input) => {
    const merchant = merchantNamed(world, input.mchid);
    addPlatformKey(world, merchant, input.kind);
    return settingsOf(merchant);
  }),
  action(
    "pay.set",
    z.object({
      httpsNotifyOnly: z.boolean().optional(),
      clockOffsetSeconds: z.int().optional(),
      feeBasisPoints: z.int().min(0).max(10_000).optional(),
      refundSeconds: z.int().min(0).optional(),
      refundOutcome: z.enum(["SUCCESS", "ABNORMAL", "CLOSED"]).optional(),
      sharingSeconds: z.int().min(0).optional(),
      sharingRatio: z.int().min(0).max(10_000).optional(),
      followSmallest: z.int().min(0).optional(),
      couponReminderDays: z.int().min(0).max(365).optional(),
      transferLargest: z.int().min(10).optional(),
      callsPerSecond: z.record(z.string(), z.int().min(0)).optional(),
    }),
    ({ pay }, settings) => {
      const given = Object.entries(settings).filter(([, value]) => value !== undefined);
      Object.assign(pay.settings, Object.fromEntries(given));
      return { ...pay.settings };
    },
  ),
];

/** What a product needs in order to speak for the merchant, and what the account holds. */
function settingsOf(merchant: Merchant) {
  const certificate = merchant.certificates.at(-1);
  const platform = signingKey(merchant);
  return {
    mchid: merchant.mchid,
    name: merchant.name,
    apiV3Key: merchant.apiV3Key,
    appids: [...merchant.appids],
    followAppid: merchant.followAppid,
    serialNo: certificate?.serialNo,
    certificate: certificate?.certificate,
    privateKey: certificate?.privateKey,
    verification: platform.kind,
    /** `PUB_KEY_ID_…` or the certificate's serial. */
    platformSerial: platform.serial,
    platformPublicKey: platform.publicKey,
    available: merchant.funds.available,
    frozen: merchant.funds.frozen,
  };
}
