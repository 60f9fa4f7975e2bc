import { refuse } from "../http/endpoint.ts";

/** The place after which a page begins: time and id, so that rows added meanwhile move nothing. */
interface Place {
  readonly at: number;
  readonly id: string;
}

/** One page of rows in the order of their time and id; `next` is "" with nothing behind it. */
export function pageAfter<Row>(
  rows: readonly Row[],
  placeOf: (row: Row) => Place,
  nextKey: string | undefined,
  size: number,
): { page: Row[]; next: string; hasMore: boolean } {
  const after = nextKey ? read(nextKey) : undefined;
  const sorted = rows
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => !after || compare(place, after) > 0)
    .sort((a, b) => compare(a.place, b.place));
  const page = sorted.slice(0, size);
  const hasMore = sorted.length > page.length;
  const last = page.at(-1);
  return { page: page.map(({ row }) => row), next: last ? write(last.place) : (nextKey ?? ""), hasMore };
}

function compare(a: Place, b: Place): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.id.length !== b.id.length) return a.id.length - b.id.length;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

const write = ({ at, id }: Place) => Buffer.from(`${at}:${id}`).toString("base64url");

function read(nextKey: string): Place {
  const [, at, id] = /^(\d+):(\d+)$/.exec(Buffer.from(nextKey, "base64url").toString()) ?? [];
  if (at === undefined || id === undefined) refuse(10_020_004, "invalid next_key");
  return { at: Number(at), id };
}
