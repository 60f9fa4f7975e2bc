import { createHash } from "node:crypto";

/** The four values of a JS-SDK signature, in the order that is signed: wecom-api.md §11.2, wechat-api.md §1.14. */
export interface JsSignatureParts {
  readonly ticket: string;
  readonly nonceStr: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** The page's address; anything after # is left out. */
  readonly url: string;
}

/** SHA-1 hex of `jsapi_ticket=…&noncestr=…&timestamp=…&url=…`. */
export function signJsTicket({ ticket, nonceStr, timestamp, url }: JsSignatureParts): string {
  const page = url.split("#", 1)[0];
  return createHash("sha1")
    .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`)
    .digest("hex");
}
