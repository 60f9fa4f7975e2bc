import { SHOP_QUOTAS } from "@feilun/wechat-protocol";
import { z } from "zod";
import { type Call, type Endpoint, post, refuse } from "../../http/endpoint.ts";
import { shopOf } from "../../weixin/accounts/accounts.ts";
import { memberView } from "./members.ts";

const page = z.object({ page_num: z.int().min(1), page_size: z.int().min(1).max(SHOP_QUOTAS.memberPage.amount) });
const named = z.object({ openid: z.string().min(1) });

/** Members and points, read-only: wechat-api.md §5.8. */
export const memberEndpoints: readonly Endpoint[] = [
  post("/channels/ec/vip/user/list/get", (call) => {
    const account = shopOf(call);
    const asked = read(call, page);
    const members = [...account.shop.members.values()];
    return {
      list: slice(members, asked).map((member) => memberView(call.world, account, member, false)),
      total_num: members.length,
    };
  }),
  post("/channels/ec/vip/user/info/get", (call) => {
    const account = shopOf(call);
    const { need_phone_number } = read(call, named.extend({ need_phone_number: z.boolean().default(false) }));
    return { info: memberView(call.world, account, memberOf(call), need_phone_number) };
  }),
  post("/channels/ec/vip/user/score/get", (call) => ({ info: { score: String(memberOf(call).score) } })),
  post("/channels/ec/vip/user/score/flowrecord/get", (call) => {
    const { entries } = memberOf(call);
    return { list: slice(entries, read(call, page)), total_num: entries.length };
  }),
  // Read-only by today's guide; older pages still show the writes.
  ...["score/increase", "score/decrease", "grade/update"].map((path) =>
    post(`/channels/ec/vip/user/${path}`, () => refuse(48001)),
  ),
];

const slice = <T>(rows: readonly T[], { page_num, page_size }: z.infer<typeof page>) =>
  rows.slice((page_num - 1) * page_size, page_num * page_size);

function memberOf(call: Call) {
  return shopOf(call).shop.members.get(read(call, named).openid) ?? refuse(10_100_003);
}

function read<T extends z.ZodType>(call: Call, schema: T): z.infer<T> {
  const parsed = schema.safeParse(call.body);
  return parsed.success ? parsed.data : refuse(10_100_002, parsed.error.issues[0]?.path.join("."));
}
