import { z } from "zod";
import { BAD_PARAMETER, badParameter, OUT_OF_RANGE, payRefuse, UNKNOWN_FIELD } from "./refusal.ts";

/** The body as the endpoint describes it, or PARAM_ERROR that points at the field. */
export function readBody(schema: z.ZodType | undefined, text: string): unknown {
  if (!schema) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text === "" ? "{}" : text);
  } catch {
    payRefuse("PARAM_ERROR", "请求体不是合法的 JSON", { cause: BAD_PARAMETER });
  }
  return read(schema, value, "body");
}

/** The query likewise; names that nobody described are let pass. */
export function readQuery(schema: z.ZodType | undefined, query: unknown): unknown {
  return schema ? read(schema, query, "query") : undefined;
}

function read(schema: z.ZodType, value: unknown, location: "body" | "query"): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (!issue) throw result.error;
  const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const path = unknown === undefined ? issue.path : [...issue.path, unknown];
  const field = `/${path.join("/")}`;
  if (location === "query")
    payRefuse("PARAM_ERROR", `参数错误：${field} ${issue.message}`, causeOf(field, issue, value));
  if (unknown !== undefined)
    badParameter(field, at(value, path), `请求参数中含有未定义的字段 ${unknown}`, UNKNOWN_FIELD);
  badParameter(field, at(value, path), issue.message, causeOf(field, issue, value).cause);
}

const OPENID_MISSING = 268_501_013;

function causeOf(field: string, issue: z.core.$ZodIssue, value: unknown) {
  const missing = at(value, issue.path) === undefined;
  const range = issue.code === "too_big" || issue.code === "too_small";
  const openid = missing && (field === "/payer" || field === "/payer/openid");
  return { cause: openid ? OPENID_MISSING : range ? OUT_OF_RANGE : BAD_PARAMETER };
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** At most so many bytes of UTF-8. */
export const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .refine((value) => Buffer.byteLength(value) <= max, `最多 ${max} 字节`);

/** An absolute address without query, as notify addresses must be. */
export const notifyUrl = z
  .string()
  .max(255)
  .regex(/^https?:\/\/[^\s?#]+$/, "notify_url 必须是不带参数的绝对地址");

/** RFC 3339 with a zone. */
export const rfc3339 = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    "时间须为 RFC 3339 格式，如 2026-01-01T12:00:00+08:00",
  );
