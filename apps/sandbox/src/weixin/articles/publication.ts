import type { WeixinArticle } from "@feilun/wechat-protocol";
import { nowOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { opaque } from "../accounts/accounts.ts";
import type { OfficialAccount } from "../accounts/state.ts";
import { count, mark } from "../figures/note.ts";
import type { Publication } from "./state.ts";

/** Makes articles readable under addresses of their own. */
export function publish(
  world: World,
  account: OfficialAccount,
  articles: readonly WeixinArticle[],
  msgDataId: number,
  publishType: 0 | 1,
): Publication {
  const publication: Publication = {
    articleId: opaque(world, 43),
    msgDataId,
    articles: articles.map((article) => ({
      ...article,
      url: `http://mp.weixin.qq.com/s/${opaque(world, 22)}`,
      deleted: false,
    })),
    at: nowOf(world.clock),
    publishType,
  };
  account.articles.publications.set(publication.articleId, publication);
  return publication;
}

/** The article of an address, with its name in the figures. */
export function articleAt(account: OfficialAccount, url: string) {
  for (const { articles, msgDataId } of account.articles.publications.values()) {
    const at = articles.findIndex((known) => known.url === url);
    const article = articles[at];
    if (article && !article.deleted) return { article, msgid: `${msgDataId}_${at + 1}` };
  }
  return undefined;
}

/** Someone opens an article; `scene` is the reading source of the data cube (0 chat, 1 friend, 2 moments …). */
export function read(world: World, account: OfficialAccount, openid: string, msgid: string, scene: string): void {
  if (mark(world, account.figures.readers, msgid, openid))
    count(world, account.figures.readerScenes, `${msgid} ${scene}`);
}

export function share(world: World, account: OfficialAccount, openid: string, msgid: string): void {
  mark(world, account.figures.sharers, msgid, openid);
}
