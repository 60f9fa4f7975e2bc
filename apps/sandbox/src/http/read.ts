import { refuse } from "./endpoint.ts";

type Body = Readonly<Record<string, unknown>>;

/** A text field; `errcode` is what the platform answers when it is missing or no text (40058 unless told). */
export function text(body: Body, name: string, errcode = 40058): string {
  const value = body[name];
  if (typeof value !== "string" || value === "") refuse(errcode, `${name} missing`);
  return value;
}

/** A text field that may be absent. */
export function optionalText(body: Body, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") refuse(40058, `${name} must be a string`);
  return value;
}

/** A number; digits in a string are taken as the platforms do. */
export function integer(body: Body, name: string, fallback?: number): number {
  const value = body[name];
  if (value === undefined || value === null || value === "") {
    if (fallback === undefined) refuse(40058, `${name} missing`);
    return fallback;
  }
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) refuse(40058, `${name} must be an integer`);
  return number;
}

/** true/false, also 0/1. */
export function flag(body: Body, name: string, fallback: boolean): boolean {
  const value = body[name];
  if (value === undefined || value === null) return fallback;
  if (value === true || value === 1) return true;
  if (value === false || value === 0) return false;
  refuse(40058, `${name} must be a boolean`);
}

/** A list of strings, [] where absent; more than `max` is refused with `errcode`. */
export function texts(body: Body, name: string, max = Number.POSITIVE_INFINITY, errcode = 40058): string[] {
  const value = body[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) refuse(40058, `${name} must be strings`);
  if (value.length > max) refuse(errcode, `${name} takes at most ${max}`);
  return [...value] as string[];
}

/** A list of integers, [] where absent. */
export function integers(body: Body, name: string): number[] {
  const value = body[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) refuse(40058, `${name} must be integers`);
  return value.map((item) => {
    const number = Number(item);
    if (!Number.isSafeInteger(number)) refuse(40058, `${name} must be integers`);
    return number;
  });
}

/** A nested object, {} where absent. */
export function object(body: Body, name: string): Body {
  const value = body[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) refuse(40058, `${name} must be an object`);
  return value as Body;
}

/** A list of objects, [] where absent. */
export function objects(body: Body, name: string): Body[] {
  const value = body[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== "object" || item === null || Array.isArray(item)))
    refuse(40058, `${name} must be objects`);
  return [...value] as Body[];
}

/** UTF-8 length against a limit. */
export function withinBytes(value: string, max: number, errcode: number): string {
  if (Buffer.byteLength(value) > max) refuse(errcode, `at most ${max} bytes`);
  return value;
}
