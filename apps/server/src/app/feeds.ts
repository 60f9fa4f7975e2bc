import { setMaxListeners } from "node:events";
import { deliverFeed } from "../kernel/clickhouse/feed.ts";
import { pauseOrRing } from "../kernel/clickhouse/feed-bell.ts";
import type { Feed } from "../kernel/clickhouse/feed-spec.ts";
import type { Platform } from "../kernel/platform.ts";

/** Delivers every feed once; returns the rows sent. Used by tests and commands that must see ClickHouse up to date. */
export async function deliverFeeds(platform: Platform, feeds: readonly Feed[]): Promise<number> {
  let rows = 0;
  for (const feed of feeds) rows += await deliverFeed(platform, feed);
  return rows;
}

/** Keeps ClickHouse up to date in the background: a look every second or when the bell rings, slower after a failure. */
export function startFeeds(platform: Platform, feeds: readonly Feed[]): { stop(): Promise<void> } {
  const stopping = new AbortController();
  setMaxListeners(feeds.length + 1, stopping.signal);
  const loops = feeds.map(async (feed) => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await deliverFeed(platform, feed);
        failures = 0;
      } catch (error) {
        failures += 1;
        platform.log.warn(
          { err: error, feed: feed.name, failures },
          "a feed into ClickHouse failed and will be tried again",
        );
      }
      await pauseOrRing(Math.min(30_000, 1_000 * 2 ** Math.min(failures, 5)), stopping.signal);
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
