import { z } from "zod";
import { type Call, refuse } from "../../http/endpoint.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { mediaNamed } from "../media/store.ts";
import { bodyOf } from "../read.ts";

const media = z.object({ media_id: z.string() });
const CONTENT = {
  text: z.object({ content: z.string().min(1) }),
  mpnews: media,
  voice: media,
  mpvideo: media,
  image: z.object({ media_ids: z.array(z.string()).min(1), recommend: z.string().optional() }).loose(),
  wxcard: z.object({ card_id: z.string() }),
} as const;

/** What a mass send or its preview carries: wechat-api.md §1.7. An image message's field is `images`. */
export function contentOf(call: Call, account: OfficialAccount): { msgtype: string; content: Record<string, unknown> } {
  const { msgtype } = bodyOf(call, z.object({ msgtype: z.string() }));
  if (!Object.hasOwn(CONTENT, msgtype)) refuse(40008, "invalid message type");
  const shape = CONTENT[msgtype as keyof typeof CONTENT];
  const field = msgtype === "image" && call.body.images !== undefined ? "images" : msgtype;
  if (field === "image") return single(call, account);
  const content = bodyOf(call, z.object({ [field]: shape }))[field] as Record<string, unknown>;
  if (msgtype === "mpnews" && !account.articles.drafts.has(String(content.media_id))) refuse(40007);
  if (msgtype === "voice" || msgtype === "mpvideo") mediaNamed(call.world, account, content.media_id);
  if (Array.isArray(content.media_ids))
    for (const id of content.media_ids) mediaNamed(call.world, account, id, "image");
  return { msgtype, content };
}

/** The older form with one picture. */
function single(call: Call, account: OfficialAccount) {
  const { image } = bodyOf(call, z.object({ image: media }));
  mediaNamed(call.world, account, image.media_id, "image");
  return { msgtype: "image", content: { media_ids: [image.media_id] } };
}
