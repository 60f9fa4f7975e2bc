import { PAY_REQUEST_ID_CAUSES, payError } from "@feilun/wechat-protocol";
import { WechatRefusal } from "../wechat/index.ts";

/** A call that WeChat Pay refused or did not answer in a way that can be trusted. */
export class PayRefusal extends WechatRefusal {
  /** Of API v3, e.g. ORDER_NOT_EXIST; "" where nothing was said. */
  readonly code: string;

  constructor(refusal: ConstructorParameters<typeof WechatRefusal>[0] & { readonly code: string }) {
    super(refusal);
    this.code = refusal.code;
  }
}

/** What a signed refusal says. `requestId` ends in the number of the case. */
export function refusalOf(
  path: string,
  status: number,
  said: { readonly code?: string; readonly message?: string; readonly detail?: object },
  requestId: string | null,
): PayRefusal {
  const code = said.code ?? "";
  const known = payError(code);
  const number = Number(/-(\d+)$/.exec(requestId ?? "")?.[1] ?? 0);
  const exact = PAY_REQUEST_ID_CAUSES.get(number);
  const { message = "" } = said;
  return new PayRefusal({
    path,
    code,
    errcode: number || status,
    message: `${code} ${message}`.trim(),
    cause:
      exact && exact !== known.cause ? `${known.cause}（${exact}）` : `${known.cause}${message ? `：${message}` : ""}`,
    remedy: known.remedy,
    retry: status >= 500 ? "safe" : known.retry,
    uncertain: status >= 500,
  });
}

/** No word that can be trusted: nobody answered, or the signature does not hold. The call may have taken effect. */
export function untrusted(
  path: string,
  message: string,
  cause: string,
  remedy: string,
  retry: PayRefusal["retry"] = "never",
): PayRefusal {
  return new PayRefusal({ path, code: "", errcode: 0, message, cause, remedy, retry, uncertain: true });
}
