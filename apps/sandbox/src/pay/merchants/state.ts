import type { CouponsState } from "../coupons/state.ts";
import type { OrdersState } from "../orders/state.ts";
import type { RefundsState } from "../refunds/state.ts";
import type { SharingState } from "../sharing/state.ts";
import type { SmartguideState } from "../smartguide/state.ts";
import type { TransfersState } from "../transfers/state.ts";
import type { VouchersState } from "../vouchers/state.ts";

/** The merchant's API certificate with its key: in WeChat's world the private key never leaves the merchant, here both ends are ours. */
export interface ApiCertificate {
  readonly serialNo: string;
  /** PEM. */
  readonly certificate: string;
  readonly publicKey: string;
  readonly privateKey: string;
  revoked: boolean;
}

/** What the platform signs with towards one merchant. */
export interface PlatformKey {
  /** `PUB_KEY_ID_…`, or a platform certificate's serial number. */
  readonly serial: string;
  readonly kind: "public_key" | "certificate";
  /** PEM. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** PEM; of certificates alone. */
  readonly certificate: string | undefined;
  /** Virtual seconds. */
  readonly effectiveAt: number;
  readonly expiresAt: number;
}

/** A change of the merchant's balance: a line of the fund flow bill. */
export interface FundEntry {
  /** Virtual seconds. */
  readonly at: number;
  /** 微信支付业务单号 and 资金流水单号. */
  readonly businessId: string;
  readonly flowId: string;
  readonly name: string;
  readonly type: string;
  /** Fen; negative where money went out. */
  readonly amount: number;
  /** Fen, after the change. */
  readonly balance: number;
  readonly applicant: string;
  readonly note: string;
  /** 业务凭证号. */
  readonly voucher: string;
}

/** 基本账户. */
export interface Funds {
  /** Fen that may be spent. */
  available: number;
  /** Fen held back for profit sharing. */
  frozen: number;
  readonly entries: FundEntry[];
}

/** 商户. */
export interface Merchant {
  readonly mchid: string;
  name: string;
  /** 32 characters; undefined: not set, so nothing is ever told. */
  apiV3Key: string | undefined;
  /** Appids that are bound to the merchant. */
  readonly appids: Set<string>;
  /** Newest last. */
  readonly certificates: ApiCertificate[];
  /** Newest last; the newest signs. */
  readonly platformKeys: PlatformKey[];
  /** 支付后关注: the official account that payers are offered to follow. */
  followAppid: string | undefined;
  /** 停用: nothing is taken any more. */
  suspended: boolean;
  /** Beginnings of paths of products that are not opened: NO_AUTH. */
  notOpened: string[];
  readonly funds: Funds;
  readonly orders: OrdersState;
  readonly refunds: RefundsState;
  readonly sharing: SharingState;
  readonly coupons: CouponsState;
  readonly vouchers: VouchersState;
  readonly smartguide: SmartguideState;
  readonly transfers: TransfersState;
}
