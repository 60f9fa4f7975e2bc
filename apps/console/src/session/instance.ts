import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

export type Instance = AnswerOf<"/api/v1/instance">;
export type DemoAccount = NonNullable<Instance["demo"]>["accounts"][number];

/** Who runs this installation; known before sign-in. */
export function useInstance() {
  return useQuery({
    queryKey: ["instance"],
    queryFn: ({ signal }): Promise<Instance> => answer(api.GET("/api/v1/instance", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
