/** What is open on top of a phone's tabs. */
export type Sheet =
  | { readonly kind: "chat"; readonly key: string }
  | { readonly kind: "web"; readonly url: string }
  | { readonly kind: "mini"; readonly appid: string; readonly page: string; readonly query?: string | undefined };
