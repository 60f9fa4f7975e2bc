/**
 * When a refused call may be repeated: `safe` at once (a few times), `after_wait` when the window or the state has
 * passed, `after_new_token` once with a fresh token, `never` before someone changed the request or a setting.
 */
export type RetryRule = "safe" | "after_wait" | "after_new_token" | "never";

/** One documented refusal of a WeChat platform. */
export interface WireError<C extends number | string = number> {
  readonly code: C;
  /** English, as the wire's errmsg or message begins. */
  readonly meaning: string;
  /** Chinese: what is wrong, for the operator. */
  readonly cause: string;
  /** Chinese: what the operator or installer does. */
  readonly remedy: string;
  readonly retry: RetryRule;
  /** False for a code that the reference texts do not list. */
  readonly known: boolean;
}

/** code, retry, meaning, cause, remedy. */
export type ErrorRow<C extends number | string = number> = readonly [C, RetryRule, string, string, string];

/** Rows by code. @throws {Error} when a code stands twice, which would hide one of its meanings. */
export function errorTable<C extends number | string>(rows: readonly ErrorRow<C>[]): ReadonlyMap<C, WireError<C>> {
  const table = new Map<C, WireError<C>>();
  for (const [code, retry, meaning, cause, remedy] of rows) {
    if (table.has(code)) throw new Error(`error code ${code} stands twice`);
    table.set(code, { code, meaning, cause, remedy, retry, known: true });
  }
  return table;
}

/** The error of a code that no table lists: never retried, since nothing is known of its effect. */
export function unlistedError<C extends number | string>(code: C, platform: string): WireError<C> {
  return {
    code,
    meaning: `unlisted error ${code}`,
    cause: `${platform}返回了本系统未收录的错误码 ${code}`,
    remedy: `在${platform}官方文档的“全局错误码”页查 ${code}；若与权限或配额有关，按页面说明处理后重试`,
    retry: "never",
    known: false,
  };
}
