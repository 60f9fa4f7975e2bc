import { refuse } from "./endpoint.ts";

/** One page of a list and the opaque cursor of the next ("" at the end): wecom-api.md §0. */
export function pageOf<T>(items: readonly T[], cursor: string | undefined, limit: number): { page: T[]; next: string } {
  const from = cursor ? placeOf(cursor) : 0;
  const page = items.slice(from, from + limit);
  const end = from + page.length;
  return { page, next: end < items.length ? Buffer.from(`p${end}`).toString("base64url") : "" };
}

/** The platform's habit: a missing or too large `limit` becomes `fallback`. */
export function limitOf(body: Readonly<Record<string, unknown>>, max: number, fallback: number): number {
  const limit = Number(body.limit ?? fallback);
  return Number.isSafeInteger(limit) && limit >= 1 && limit <= max ? limit : fallback;
}

function placeOf(cursor: string): number {
  const place = /^p(\d+)$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!place) refuse(50100, "invalid cursor");
  return Number(place[1]);
}
