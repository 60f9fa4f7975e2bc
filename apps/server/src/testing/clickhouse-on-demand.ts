import { openClickHouse } from "../app/platform.ts";
import type { ClickHouse } from "../kernel/clickhouse/client.ts";
import { migrateClickHouse, readMigrations } from "../kernel/migrations.ts";

/** A database that is made when something is first asked of it: half a second that most tests never need. Closing it drops it. */
export function clickHouseOnDemand(url: string, database: string): ClickHouse {
  let opening: Promise<ClickHouse> | undefined;
  const open = () => {
    opening ??= openClickHouse(url, database).then(async (clickhouse) => {
      await migrateClickHouse(clickhouse, readMigrations());
      return clickhouse;
    });
    return opening;
  };
  return {
    rows: async (...question) => (await open()).rows(...question),
    row: async (...question) => (await open()).row(...question),
    async *stream(...question) {
      yield* (await open()).stream(...question);
    },
    command: async (...order) => (await open()).command(...order),
    insert: async (...rows) => (await open()).insert(...rows),
    insertText: async (...text) => (await open()).insertText(...text),
    ping: async () => (await open()).ping(),
    async close() {
      const clickhouse = await opening;
      await clickhouse?.command(`drop database if exists ${database}`);
      await clickhouse?.close();
    },
  };
}
