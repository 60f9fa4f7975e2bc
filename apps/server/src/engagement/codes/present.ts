import { sql } from "kysely";
import type { z } from "zod";
import type { Platform } from "../../kernel/platform.ts";
import { loadGuides } from "./load-guides.ts";
import type { CodeConnector } from "./port.ts";
import type { codeDetailSchema, codeSchema, Figures } from "./schemas.ts";
import {
  type CodeRow,
  countWays,
  figuresSince,
  listGuides,
  listTeams,
  listWays,
  type WayCount,
  type WayRow,
} from "./store.ts";
import { describeRooms } from "./visit.ts";

const none: Figures = { scans: 0, visitors: 0, contacts: 0, lost: 0, groupJoins: 0, groupLeft: 0, newMembers: 0 };
const days30 = 30 * 86_400_000;

/** Rows of the list with their state on the platform and the last thirty days. */
export async function presentCodes(
  platform: Platform,
  rows: readonly CodeRow[],
): Promise<z.input<typeof codeSchema>[]> {
  const ids = rows.map(({ id }) => id);
  const ways = await countWays(platform.db, ids);
  const figures = await figuresSince(platform.db, ids, new Date(platform.clock.now().getTime() - days30));
  return rows.map((row) => presentCode(row, ways.get(row.id), figures.get(row.id)));
}

function presentCode(
  row: CodeRow,
  ways: WayCount | undefined,
  figures: Figures | undefined,
): z.input<typeof codeSchema> {
  return {
    id: row.id,
    slug: row.slug,
    path: pathOf(row),
    state: row.state,
    kind: row.kind,
    name: row.name,
    unitId: row.unitId,
    unitName: row.unitName,
    storeNo: row.storeNo,
    storeName: row.storeName,
    channel: row.channel,
    material: row.material,
    campaign: row.campaign,
    series: row.series,
    entry: row.entry,
    ways: ways?.ways ?? 0,
    live: ways?.live ?? 0,
    failed: ways?.failed ?? 0,
    empty: ways?.empty ?? 0,
    qrUrl: ways?.qrUrl ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    pausedAt: row.pausedAt?.toISOString() ?? null,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    last30: figures ?? none,
  };
}

/** The path of the address that is printed or shared. */
export const pathOf = ({ kind, slug }: Pick<CodeRow, "kind" | "slug">) => `/${kind === "link" ? "s" : "c"}/${slug}`;

/** Everything about one code. */
export async function describeCode(
  platform: Platform,
  connector: CodeConnector,
  row: CodeRow,
): Promise<z.input<typeof codeDetailSchema>> {
  const { db } = platform;
  const [base] = await presentCodes(platform, [row]);
  if (!base) throw new Error("a code that was given is presented");
  const chosen = await listGuides(db, row.id);
  const states = new Map((await loadGuides(db, platform, connector, [row.id])).map((guide) => [guide.staffId, guide]));
  const ways = await listWays(db, row.id);
  const rooms = await describeRooms(db, connector, row);
  const { rows: tags } = await sql<{
    tagNo: number;
    name: string;
  }>`select tag_no as "tagNo", name from tag where tag_no = any(${row.tagNos}::int[])`.execute(db);
  const names = await targetNames(platform, connector, ways);
  return {
    ...base,
    version: row.version,
    shareCode: row.shareCode,
    welcome: row.welcome,
    utm: row.utm,
    tags,
    targetUrl: row.targetUrl,
    distribution: row.distribution,
    sameGuide: row.sameGuide,
    priority: row.priority,
    shows: row.shows,
    roomLimit: row.roomLimit,
    roomName: row.roomName,
    guides: chosen.map((guide) => {
      const state = states.get(guide.staffId);
      const { paused = false, reachable = false, today = 0 } = state ?? {};
      return { ...guide, paused, reachable, today };
    }),
    teams: await listTeams(db, row.id),
    rooms,
    wayList: ways.map((way) => ({
      kind: way.kind,
      storeNo: way.storeNo,
      storeName: way.storeName,
      staffId: way.staffId,
      staffName: way.staffName,
      state: stateOfWay(way),
      targets: (way.pushed ?? []).map((key) => names.get(key) ?? key),
      qrUrl: way.qrUrl,
      emptyBecause: way.emptyBecause,
      failure: way.failure,
      drift: way.drift?.what ?? null,
      pushedAt: way.pushedAt?.toISOString() ?? null,
      checkedAt: way.checkedAt?.toISOString() ?? null,
    })),
  };
}

function stateOfWay(way: WayRow): "live" | "waiting" | "failed" | "empty" {
  if (way.failure !== null) return "failed";
  if (way.emptyBecause !== null && way.emptyBecause !== "full") return "empty";
  return way.settled && way.qrUrl !== null ? "live" : "waiting";
}

async function targetNames(
  { db }: Platform,
  connector: CodeConnector,
  ways: readonly WayRow[],
): Promise<Map<string, string>> {
  const contacts = ways.filter(({ kind }) => kind !== "group").flatMap(({ pushed }) => pushed ?? []);
  const groups = ways.filter(({ kind }) => kind === "group").flatMap(({ pushed }) => pushed ?? []);
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from staff where id = any(${contacts}::uuid[])`.execute(db);
  const rooms = groups.length === 0 ? [] : await connector.rooms(db, { keys: groups });
  return new Map([
    ...rows.map(({ id, name }) => [id, name] as const),
    ...rooms.map(({ key, name }) => [key, name] as const),
  ]);
}
