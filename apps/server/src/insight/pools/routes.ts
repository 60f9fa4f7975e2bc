import { forbidden } from "../../kernel/errors.ts";
import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { readSetting, writeSetting } from "../../kernel/settings.ts";
import { seesWholeChain } from "../../organization/index.ts";
import { withMemberRefs } from "../shared/people.ts";
import { assertPeriod, sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { countPools } from "./count-pools.ts";
import { listPoolMembers } from "./list-members.ts";
import { poolSetting } from "./pool.ts";
import { poolQuality } from "./quality.ts";
import {
  poolMemberSchema,
  poolMembersQuery,
  poolQualityAnswer,
  poolQualityQuery,
  poolRegistrySchema,
  poolsAnswer,
  poolsQuery,
} from "./schemas.ts";

const tag = "Pools";

/** 私域用户池: the registry, head counts, the relations behind them, and the people. */
export function poolRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/insight/pools",
      summary: "People per pool and across pools without double counting, overlaps, growth",
      tag,
      access: "metrics.read",
      query: poolsQuery,
      answer: poolsAnswer,
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to);
        return countPools(platform, await sliceFor(platform, actor, query), { from: query.from, to: query.to });
      },
    }),
    route({
      method: "GET",
      path: "/insight/pools/quality",
      summary: "Interaction, reply, repurchase and opt-out behind the head counts, per pool and store",
      tag,
      access: "metrics.read",
      query: poolQualityQuery,
      answer: poolQualityAnswer,
      handle: async ({ actor, query }) => {
        assertPeriod(query.from, query.to);
        const period = { from: query.from, to: query.to };
        return poolQuality(platform, await sliceFor(platform, actor, query), period, query.pool);
      },
    }),
    route({
      method: "GET",
      path: "/insight/pools/members",
      summary: "People of a pool, or of one and not of another, who spent most first",
      tag,
      access: "member.read",
      query: poolMembersQuery,
      answer: pageOf(poolMemberSchema),
      handle: async ({ actor, query }) => {
        const slice = await sliceFor(platform, actor, query);
        const after = decodeCursor(query.cursor, 2);
        const people = await listPoolMembers(
          platform,
          slice,
          { ...query, day: query.day ?? today(platform) },
          { after: after && { amountLi: Number(after[0]), memberNo: Number(after[1]) }, limit: query.limit },
        );
        const page = toPage(
          people,
          query.limit,
          (person) => [person.amountLi, person.memberNo],
          (person) => person,
        );
        return { ...page, items: await withMemberRefs(platform, actor, page.items) };
      },
    }),
    route({
      method: "GET",
      path: "/insight/pools/registry",
      summary: "The registered pools, as headquarters defined them",
      tag,
      access: "metrics.read",
      answer: poolRegistrySchema,
      handle: async () => {
        const { value, version } = await readSetting(platform.db, poolSetting);
        return { pools: value, version };
      },
    }),
    route({
      method: "PUT",
      path: "/insight/pools/registry",
      summary: "Replace the registered pools; headquarters only",
      tag,
      access: "setting.write",
      body: poolRegistrySchema.describe("`version` is the one that the editor saw"),
      answer: poolRegistrySchema,
      handle: async ({ actor, body }) => {
        if (!seesWholeChain(actor)) throw forbidden("用户池的定义由总部维护，请联系总部管理员");
        const { value, version } = await platform.db
          .transaction()
          .execute((tx) => writeSetting(tx, actor, poolSetting, body.pools, body.version));
        return { pools: value, version };
      },
    }),
  ];
}
