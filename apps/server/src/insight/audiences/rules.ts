import { createHash } from "node:crypto";
import type { ConsentChannel, ConsentPurpose, IdentifierKind } from "../../customers/index.ts";
import { csvCell } from "../../kernel/sheets/csv-cell.ts";

export const audienceTargets = {
  /** Handed to another company: only who agreed to that. */
  ad_platform: { label: "广告平台定向", consent: { purpose: "data_sharing", channel: "any" } },
  /** Company Moments and mass messages by the guides: only who agreed to hear from the brand there. */
  wecom: { label: "企业微信定投（导购朋友圈、群发）", consent: { purpose: "marketing", channel: "wecom" } },
} as const satisfies Record<string, { label: string; consent: { purpose: ConsentPurpose; channel: ConsentChannel } }>;
export type AudienceTarget = keyof typeof audienceTargets;

interface ColumnTraits {
  readonly label: string;
  /** What it is made of; null for what describes the member. */
  readonly identifier: IdentifierKind | null;
  /** Its values are unique within an app or a company, which has to be named. */
  readonly scoped?: true;
  readonly target: AudienceTarget;
}

/** What a file may hold. Phones and devices leave Feilun as hashes only. */
export const audienceColumns = {
  phone_md5: { label: "手机号 MD5", identifier: "phone", target: "ad_platform" },
  phone_sha256: { label: "手机号 SHA-256", identifier: "phone", target: "ad_platform" },
  device_md5: { label: "设备号 MD5", identifier: "device", target: "ad_platform" },
  openid: { label: "微信 OpenID", identifier: "openid", scoped: true, target: "ad_platform" },
  unionid: { label: "微信 UnionID", identifier: "unionid", target: "ad_platform" },
  external_userid: { label: "企业微信客户 ID", identifier: "external_userid", scoped: true, target: "wecom" },
  guide_code: { label: "导购工号", identifier: null, target: "wecom" },
  guide_name: { label: "导购姓名", identifier: null, target: "wecom" },
  store_code: { label: "门店编码", identifier: null, target: "wecom" },
  store_name: { label: "门店名称", identifier: null, target: "wecom" },
} as const satisfies Record<string, ColumnTraits>;
export type AudienceColumnKind = keyof typeof audienceColumns;
export const audienceColumnKinds = Object.keys(audienceColumns) as [AudienceColumnKind, ...AudienceColumnKind[]];

export interface AudienceColumn {
  readonly kind: AudienceColumnKind;
  /** App or company, where the column asks for it. */
  readonly scope?: string | undefined;
}

export function columnTraits(kind: AudienceColumnKind): ColumnTraits {
  return audienceColumns[kind];
}

/** Why a member is not in the file, in the order in which it is asked. */
export const leftOutReasons = {
  minor: "未成年人",
  no_consent: "没有本用途的授权",
  unfollowed: "已删除企微好友",
  no_identifier: "没有所选的标识",
  withdrawn: "圈选后撤回授权、被删除或离开范围",
} as const;
export type LeftOutReason = keyof typeof leftOutReasons;

/**
 * A device number in the case in which advertising platforms hash it (腾讯广告《号码包上传》): IDFA with hyphens in capitals, IMEI and
 * MEID in small letters, others (OAID) as they are.
 */
function deviceText(value: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value.toUpperCase();
  return /^[0-9a-f]{14,15}$/i.test(value) ? value.toLowerCase() : value;
}

/** What stands in the file for an identifier's value; null where the column cannot hold it (phones from abroad). */
export function fileValue(kind: AudienceColumnKind, value: string, upperCase: boolean): string | null {
  const hash = (algorithm: "md5" | "sha256", text: string) => {
    const hex = createHash(algorithm).update(text, "utf8").digest("hex");
    return upperCase ? hex.toUpperCase() : hex;
  };
  switch (kind) {
    case "phone_md5":
    case "phone_sha256":
      return /^1\d{10}$/.test(value) ? hash(kind === "phone_md5" ? "md5" : "sha256", value) : null;
    case "device_md5":
      return hash("md5", deviceText(value));
    default:
      return value;
  }
}

/** One line of the file, without its end. TXT holds a single value a line, or several between tabs. */
export function fileLine(format: "csv" | "txt", cells: readonly string[]): string {
  return format === "csv"
    ? cells.map(csvCell).join(",")
    : cells.map((cell) => cell.replace(/[\t\r\n]/g, " ")).join("\t");
}

/** Members of one part, and what they bought. */
export interface PartFigures {
  readonly members: number;
  readonly buyers: number;
  readonly orders: number;
  readonly amountFen: number;
}

/**
 * What sending brought beyond what would have happened anyway: the buying rates of both parts, their difference with its 95 % interval
 * (Wald), and the money above what the sent would have spent at the held-out members' average. Null where a part is empty.
 */
export function upliftOf(sent: PartFigures, heldOut: PartFigures) {
  if (sent.members === 0 || heldOut.members === 0) return null;
  const [a, b] = [sent.buyers / sent.members, heldOut.buyers / heldOut.members];
  const margin = 1.96 * Math.sqrt((a * (1 - a)) / sent.members + (b * (1 - b)) / heldOut.members);
  const difference = a - b;
  return {
    sentRate: a,
    heldOutRate: b,
    difference,
    low: difference - margin,
    high: difference + margin,
    // Nobody or everybody buying has no spread: nothing is proven by that.
    isClear: margin > 0 && Math.abs(difference) > margin,
    extraBuyers: difference * sent.members,
    extraAmountFen: Math.round(sent.amountFen - (heldOut.amountFen / heldOut.members) * sent.members),
  };
}
