import type { WecomCallback, WecomHandlers } from "../callbacks/handler.ts";
import { readTags } from "./read-tags.ts";

const reread = async (_event: unknown, { platform, api, signal }: WecomCallback) =>
  void (await readTags(platform, api, signal));

/** What becomes of callbacks about company tags: the list is read anew. */
export const tagHandlers: WecomHandlers = {
  "change_external_tag.create": reread,
  "change_external_tag.update": reread,
  "change_external_tag.delete": reread,
  "change_external_tag.shuffle": reread,
};
