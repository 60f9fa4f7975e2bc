import { sql } from "kysely";
import type { z } from "zod";
import { dayIn } from "../../kernel/calendar.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting } from "../../kernel/settings.ts";
import { lifeDays } from "./record-numbers.ts";
import { reportGroups } from "./report.ts";
import { riseOf, risksOf } from "./rules.ts";
import type { placementSchema, waveSchema } from "./schemas.ts";
import { outsideRulesSetting } from "./settings.ts";
import { type Db, type PlacementRow, searchAverages, type WaveRow } from "./store.ts";

type Placement = z.input<typeof placementSchema>;

async function shopsOf(db: Db, accountNos: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
  const { rows } = await sql<{ no: number; sources: string[] }>`
    select no, order_sources as sources from outside_account where no = any(${[...accountNos]}::int[])`.execute(db);
  return new Map(rows.map(({ no, sources }) => [no, sources]));
}

/** Placements with what speaks against them and what they brought over their whole life. */
export async function presentPlacements(
  platform: Platform,
  db: Db,
  rows: readonly PlacementRow[],
): Promise<Placement[]> {
  const today = dayIn(platform.config.timeZone, platform.clock.now());
  const { value: rules } = await readSetting(db, outsideRulesSetting);
  const shops = await shopsOf(
    db,
    rows.map(({ accountNo }) => accountNo),
  );
  const figures = await reportGroups(
    platform,
    db,
    rows.map(({ no, linkNo, accountNo, way }) => ({
      placementNos: [no],
      linkNos: linkNo === null ? [] : [linkNo],
      orderSources: shops.get(accountNo) ?? [],
      hasWay: way !== null,
    })),
    lifeDays(today),
  );
  return rows.map((row, at) => {
    const {
      no: _no,
      accountNo: _account,
      unitId: _unit,
      path: _path,
      waveNo: _wave,
      linkNo: _link,
      ...placement
    } = row;
    return {
      ...placement,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      risks: risksOf(row, rules, today),
      figures: figures[at] as Placement["figures"],
    };
  });
}

/** Waves with the rise of their searches and what their placements brought, from the first day to today. */
export async function presentWaves(
  platform: Platform,
  db: Db,
  waves: readonly WaveRow[],
): Promise<z.input<typeof waveSchema>[]> {
  const nos = waves.map(({ no }) => no);
  const today = dayIn(platform.config.timeZone, platform.clock.now());
  const { rows } = await sql<{
    waveNo: number;
    no: number;
    linkNo: number | null;
    way: string | null;
    accountNo: number;
  }>`
    select wave_no as "waveNo", no, link_no as "linkNo", way, account_no as "accountNo" from outside_placement
    where wave_no = any(${nos}::int[]) and state <> 'planned'`.execute(db);
  const shops = await shopsOf(
    db,
    rows.map(({ accountNo }) => accountNo),
  );
  const groups = nos.map((no) => {
    const own = rows.filter(({ waveNo }) => waveNo === no);
    return {
      placementNos: own.map((placement) => placement.no),
      linkNos: own.flatMap(({ linkNo }) => linkNo ?? []),
      orderSources: own.flatMap(({ accountNo }) => shops.get(accountNo) ?? []),
      hasWay: own.length === 0 || own.some(({ way }) => way !== null),
    };
  });
  const [figures, averages] = [
    await reportGroups(platform, db, groups, lifeDays(today)),
    await searchAverages(db, nos),
  ];
  return waves.map(({ no, path: _, ...wave }, at) => ({
    ...wave,
    rises: averages
      .filter(({ waveNo }) => waveNo === no)
      .map(({ waveNo: _wave, ...average }) => ({ ...average, rise: riseOf(average.before, average.during) })),
    figures: figures[at] as Placement["figures"],
  }));
}
