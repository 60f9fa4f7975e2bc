import { answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client.ts";

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly role: string;
  readonly label: string;
}

export interface Instance {
  readonly name: string;
  /** Null unless this is the demo brand. */
  readonly demo: { readonly accounts: readonly DemoAccount[] } | null;
  /** What is real and what is made up in the data on show. */
  readonly notice: string | null;
}

/** Who runs this installation; known before sign-in. */
export function useInstance() {
  return useQuery({
    queryKey: ["instance"],
    queryFn: ({ signal }): Promise<Instance> => answer(api.GET("/api/v1/instance", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
