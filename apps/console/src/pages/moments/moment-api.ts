import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Check = AnswerOf<"/api/v1/moments/check", "post">;
export type CheckBody = BodyOf<"/api/v1/moments/check", "post">;
export type Mix = AnswerOf<"/api/v1/moments/mix">;
export type Post = AnswerOf<"/api/v1/moments/posts">["items"][number];
export type PostKind = Post["kind"];
export type Settings = AnswerOf<"/api/v1/moments/settings">;

export const kindNames: Readonly<Record<PostKind, string>> = { ad: "广告", content: "内容", interaction: "互动" };
export const kindColours: Readonly<Record<PostKind, string>> = { ad: "orange", content: "green", interaction: "blue" };

export const checkQuery = (body: CheckBody | null) =>
  queryOptions({
    queryKey: ["moments", "check", body],
    queryFn: ({ signal }): Promise<Check> =>
      answer(api.POST("/api/v1/moments/check", { signal, body: body as CheckBody })),
    enabled: body !== null,
    retry: false,
  });

export const mixQuery = (accountId: string | undefined) =>
  queryOptions({
    queryKey: ["moments", "mix", accountId],
    queryFn: ({ signal }): Promise<Mix> =>
      answer(api.GET("/api/v1/moments/mix", { signal, params: { query: { accountId: accountId ?? "" } } })),
    enabled: accountId !== undefined,
  });

export const settingsQuery = queryOptions({
  queryKey: ["moments", "settings"],
  queryFn: ({ signal }): Promise<Settings> => answer(api.GET("/api/v1/moments/settings", { signal })),
});

export function fetchPosts(
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<AnswerOf<"/api/v1/moments/posts">> {
  return answer(api.GET("/api/v1/moments/posts", { signal, params: { query: { cursor, limit: 50 } } }));
}

export function correctPost(momentKey: string, kind: PostKind): Promise<Post> {
  return answer(api.PUT("/api/v1/moments/posts/{momentKey}/kind", { params: { path: { momentKey } }, body: { kind } }));
}

export function saveSettings(body: Settings): Promise<Settings> {
  return answer(api.PUT("/api/v1/moments/settings", { body }));
}
