const MEANINGS: Readonly<Record<number, string>> = {
  [-1]: "system busy",
  6000: "data version conflict",
  40001: "invalid credential",
  40003: "invalid userid",
  40007: "invalid media_id",
  40013: "invalid corpid",
  40014: "invalid access_token",
  40029: "invalid code",
  40058: "invalid request parameter",
  40096: "invalid external userid",
  41001: "access_token missing",
  42001: "access_token expired",
  45009: "api freq out of limit",
  45033: "api concurrent out of limit",
  47001: "data format error",
  48002: "API interface no permission",
  50003: "app disabled",
  60011: "no privilege to access/modify contact/party/agent",
  60020: "not allow to access from your ip",
  60111: "userid not found",
  84061: "not external contact",
  84074: "no external contact permission",
};

/** The errmsg of a code, as WeCom words it. */
export function meaningOf(errcode: number): string {
  return MEANINGS[errcode] ?? "invalid request";
}
