import { sql } from "kysely";
import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { defineSetting, readSetting, writeSetting } from "../../kernel/settings.ts";
import type { Wing } from "../../kernel/wing.ts";
import { requireWholeChain } from "../../organization/index.ts";
import { type AssetKind, assetKinds, assets } from "./catalogue.ts";

const said = z.object({ owner: z.string().max(80), notes: z.string().max(1000) });

/** Who answers for each asset, and what is to be known of it: words of people, by the asset's code. */
const assetSetting = defineSetting({ key: "app.data_assets", schema: z.record(z.string(), said), initial: {} });

const counted = z.object({
  table: z.string(),
  rows: z.number().int(),
  exact: z.boolean().describe("False: the planner's estimate of a large table"),
});

const answer = z.object({
  version: z.number().int(),
  items: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(Object.keys(assetKinds) as [AssetKind, ...AssetKind[]]),
      kindLabel: z.string(),
      name: z.string(),
      owner: z.string(),
      notes: z.string(),
      systemOfRecord: z.string(),
      sensitivity: z.enum(["public", "internal", "personal"]),
      retention: z.string(),
      available: z.boolean().describe("Whether the engines that hold it answer now"),
      stored: z.array(counted).describe("In PostgreSQL"),
      copies: z.array(counted).describe("In ClickHouse"),
      leaves: z.array(z.string()).describe("By which ways it leaves Feilun"),
    }),
  ),
});
type Counted = z.output<typeof counted>;

/** Tables above this are told by the planner's estimate: counting them all would cost minutes. */
const countUpTo = 200_000;

async function countPostgres(platform: Platform): Promise<Map<string, Counted>> {
  const wanted = assets.flatMap((asset) => asset.tables);
  const { rows } = await sql<{ table: string; estimate: number }>`
    select c.relname as table, c.reltuples::float8 as estimate from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname = any(${wanted}::text[])`.execute(platform.db);
  const found = new Map<string, Counted>();
  for (const { table, estimate } of rows) {
    if (estimate > countUpTo) found.set(table, { table, rows: Math.round(estimate), exact: false });
    else {
      const exact = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(platform.db);
      found.set(table, { table, rows: exact.rows[0]?.n ?? 0, exact: true });
    }
  }
  return found;
}

async function countClickHouse(platform: Platform): Promise<Map<string, Counted> | null> {
  try {
    const rows = await platform.clickhouse.rows<{ name: string; n: number }>(
      "select name, toFloat64(total_rows) as n from system.tables where database = currentDatabase() and total_rows is not null",
      {},
      { timeoutMs: 5_000 },
    );
    return new Map(rows.map(({ name, n }) => [name, { table: name, rows: Number(n), exact: true }]));
  } catch {
    return null;
  }
}

/** The register of data assets: what this installation holds, measured as it is asked. */
export function dataAssetsWing(platform: Platform): Wing {
  async function describe(): Promise<z.input<typeof answer>> {
    const [{ value, version }, stored, copied] = await Promise.all([
      readSetting(platform.db, assetSetting),
      countPostgres(platform),
      countClickHouse(platform),
    ]);
    return {
      version,
      items: assets.map(({ tables, copies, leaves, ...asset }) => ({
        ...asset,
        kindLabel: assetKinds[asset.kind],
        owner: value[asset.code]?.owner ?? "",
        notes: value[asset.code]?.notes ?? "",
        leaves: [...leaves],
        available: copies.length === 0 || copied !== null,
        stored: tables.flatMap((table) => stored.get(table) ?? []),
        copies: copies.flatMap((table) => copied?.get(table) ?? []),
      })),
    };
  }
  return {
    name: "data_assets",
    routes: [
      route({
        method: "GET",
        path: "/data-assets",
        summary:
          "What data this installation holds: owner, system of record, sensitivity, retention, place, rows, ways out",
        tag: "data-assets",
        access: "audit.read",
        answer,
        handle: async ({ actor }) => {
          requireWholeChain(actor);
          return describe();
        },
      }),
      route({
        method: "PUT",
        path: "/data-assets/:assetCode",
        summary: "Say who answers for a data asset, and what is to be known of it",
        tag: "data-assets",
        access: "setting.write",
        params: z.object({ assetCode: z.string().max(40) }),
        body: said.extend({ version: z.number().int().min(0).describe("The register's version that the editor saw") }),
        answer,
        handle: async ({ actor, params, body: { version, ...words } }) => {
          requireWholeChain(actor);
          if (!assets.some((asset) => asset.code === params.assetCode)) throw notFound("这项数据资产");
          await platform.db.transaction().execute(async (tx) => {
            const before = await readSetting(tx, assetSetting);
            await writeSetting(tx, actor, assetSetting, { ...before.value, [params.assetCode]: words }, version);
          });
          return describe();
        },
      }),
    ],
  };
}
