import { PAY_ERROR_STATUS } from "@feilun/wechat-protocol";

export interface RefusalParts {
  /** The number behind the dash of Request-ID. */
  readonly cause?: number;
  readonly detail?: object;
  /** Where the code alone does not tell the status. */
  readonly status?: number;
}

/** A refusal in Pay's own form: HTTP 4xx or 5xx with code and message (wechat-api.md §4.6). */
export class PayRefused extends Error {
  readonly code: string;
  /** The number behind the dash of Request-ID. */
  readonly requestCause: number;
  readonly detail: object | undefined;
  readonly status: number;
  constructor(code: string, message: string, parts: RefusalParts = {}) {
    super(message);
    this.code = code;
    this.requestCause = parts.cause ?? 0;
    this.detail = parts.detail;
    this.status = parts.status ?? PAY_ERROR_STATUS[code] ?? 400;
  }
}

/** Throws the refusal: reads as a sentence in handlers. */
export function payRefuse(code: string, message: string, parts?: RefusalParts): never {
  throw new PayRefused(code, message, parts);
}

export const BAD_PARAMETER = 268_435_461;
export const UNKNOWN_FIELD = 270_924_358;
export const OUT_OF_RANGE = 268_435_464;

/** A bad parameter, with the field as the platform points at it. */
export function badParameter(field: string, value: unknown, issue: string, cause = BAD_PARAMETER): never {
  payRefuse("PARAM_ERROR", `参数错误：${issue}`, { cause, detail: { field, value, issue, location: "body" } });
}
