import { decodeCursor, pageOf, toPage } from "../../kernel/http/cursor.ts";
import { type Route, route } from "../../kernel/http/route.ts";
import type { Platform } from "../../kernel/platform.ts";
import { withMemberRefs } from "../shared/people.ts";
import { sliceFor } from "../shared/slice.ts";
import { today } from "../shared/today.ts";
import { listRfmMembers } from "./list-members.ts";
import { rfmAnswer, rfmMemberSchema, rfmMembersQuery, rfmQuery } from "./schemas.ts";
import { summariseRfm } from "./summarise-rfm.ts";

const tag = "RFM";

export function rfmRoutes(platform: Platform): Route[] {
  return [
    route({
      method: "GET",
      path: "/insight/rfm",
      summary: "RFM as of a day: scores, 5×5 grid, the eight groups",
      tag,
      access: "metrics.read",
      query: rfmQuery,
      answer: rfmAnswer,
      handle: async ({ actor, query }) =>
        summariseRfm(platform, await sliceFor(platform, actor, query), query.asOf ?? today(platform)),
    }),
    route({
      method: "GET",
      path: "/insight/rfm/members",
      summary: "Members of an RFM group or cell, who spent most first",
      tag,
      access: "member.read",
      query: rfmMembersQuery,
      answer: pageOf(rfmMemberSchema),
      handle: async ({ actor, query }) => {
        const slice = await sliceFor(platform, actor, query);
        const after = decodeCursor(query.cursor, 2);
        const members = await listRfmMembers(
          platform,
          slice,
          { ...query, asOf: query.asOf ?? today(platform) },
          { after: after && { monetaryLi: Number(after[0]), memberNo: Number(after[1]) }, limit: query.limit },
        );
        const page = toPage(
          members,
          query.limit,
          (member) => [member.monetaryLi, member.memberNo],
          (member) => member,
        );
        return { ...page, items: await withMemberRefs(platform, actor, page.items) };
      },
    }),
  ];
}
