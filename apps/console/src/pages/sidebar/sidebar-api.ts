import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Recognised = AnswerOf<"/api/v1/sidebar/recognise", "post">;
export type Followed = NonNullable<Recognised["followed"]>;

/** Who the external contact is here. Kept for the length of the visit: each asking is noted in the trail. */
export function useRecognised(externalUserId: string, account: string | undefined) {
  return useQuery({
    queryKey: ["sidebar", "recognised", externalUserId, account],
    queryFn: ({ signal }): Promise<Recognised> =>
      answer(api.POST("/api/v1/sidebar/recognise", { signal, body: { externalUserId, account } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Signs the page that is open, for the company or for the app. */
export async function signature(by: "corp" | "agent", url: string, account: string | undefined) {
  return answer(api.POST("/api/v1/wecom/js-signature", { body: { url, account, by } }));
}
