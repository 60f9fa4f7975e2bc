import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { noCoupons } from "../coupons/state.ts";
import { digits } from "../ids.ts";
import { noOrders } from "../orders/state.ts";
import { noRefunds } from "../refunds/state.ts";
import { noSharing } from "../sharing/state.ts";
import { noSmartguide } from "../smartguide/state.ts";
import { noTransfers } from "../transfers/state.ts";
import { noVouchers } from "../vouchers/state.ts";
import { certify, newKeyPair } from "./certificate.ts";
import type { ApiCertificate, Merchant, PlatformKey } from "./state.ts";

const FIVE_YEARS = 5 * 365 * 86_400;
const NEVER = 253_402_271_999;

export interface MerchantDraft {
  readonly mchid?: string | undefined;
  readonly name: string;
  /** null: not set. */
  readonly apiV3Key?: string | null | undefined;
  readonly appids?: readonly string[] | undefined;
  /** How the platform's signatures are checked: by its public key (new merchants) or by its certificates. */
  readonly verification?: PlatformKey["kind"] | undefined;
  /** Fen already on the account. */
  readonly balance?: number | undefined;
}

/** Opens a merchant account with keys for both ends; they come from the machine's own randomness, not from the seed. */
export function addMerchant(world: World, draft: MerchantDraft): Merchant {
  const mchid = draft.mchid ?? `16${digits(world, 8)}`;
  if (world.pay.merchants.has(mchid)) throw new RangeError(`商户号 ${mchid} 已存在`);
  const merchant: Merchant = {
    mchid,
    name: draft.name,
    apiV3Key: draft.apiV3Key === null ? undefined : (draft.apiV3Key ?? opaqueId(world.random, "", 32)),
    appids: new Set(draft.appids),
    certificates: [],
    platformKeys: [],
    followAppid: undefined,
    suspended: false,
    notOpened: [],
    funds: { available: draft.balance ?? 0, frozen: 0, entries: [] },
    orders: noOrders(),
    refunds: noRefunds(),
    sharing: noSharing(),
    coupons: noCoupons(),
    vouchers: noVouchers(),
    smartguide: noSmartguide(),
    transfers: noTransfers(),
  };
  addApiCertificate(world, merchant);
  addPlatformKey(world, merchant, draft.verification ?? "public_key");
  world.pay.merchants.set(mchid, merchant);
  return merchant;
}

/** Applies for a further API certificate, as in the merchant console; the former ones stay valid until revoked. */
export function addApiCertificate(world: World, merchant: Merchant): ApiCertificate {
  const keys = newKeyPair();
  const now = secondsOf(world.clock);
  const issued = certify(keys, {
    commonName: merchant.mchid,
    organisation: merchant.name,
    from: now,
    until: now + FIVE_YEARS,
  });
  const added = { ...issued, ...keys, revoked: false };
  merchant.certificates.push(added);
  return added;
}

/** A new key of the platform towards this merchant; it signs from now on, the former ones stay known. */
export function addPlatformKey(world: World, merchant: Merchant, kind: PlatformKey["kind"]): PlatformKey {
  const keys = newKeyPair();
  const now = secondsOf(world.clock);
  const added: PlatformKey =
    kind === "public_key"
      ? {
          ...keys,
          kind,
          serial: `PUB_KEY_ID_01${merchant.mchid}${digits(world, 22)}`,
          certificate: undefined,
          effectiveAt: now,
          expiresAt: NEVER,
        }
      : platformCertificate(keys, now);
  merchant.platformKeys.push(added);
  return added;
}

function platformCertificate(keys: ReturnType<typeof newKeyPair>, now: number): PlatformKey {
  const until = now + FIVE_YEARS;
  const { certificate, serialNo } = certify(keys, {
    commonName: "Tenpay.com sign",
    organisation: "Tenpay.com",
    from: now,
    until,
  });
  return { ...keys, kind: "certificate", serial: serialNo, certificate, effectiveAt: now, expiresAt: until };
}

/** The merchant, or a refusal that names the number. */
export function merchantNamed(world: World, mchid: string): Merchant {
  const merchant = world.pay.merchants.get(mchid);
  if (!merchant) throw new RangeError(`没有这个商户：${mchid}`);
  return merchant;
}

/** The key that signs an answer: the one that the caller named if it is known, else the newest. */
export function signingKey(merchant: Merchant, named?: string): PlatformKey {
  const key = merchant.platformKeys.find(({ serial }) => serial === named) ?? merchant.platformKeys.at(-1);
  if (!key) throw new Error("a merchant has a platform key from its start");
  return key;
}
