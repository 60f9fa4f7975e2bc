import type { z } from "zod";
import type { Host } from "../http/host.ts";
import type { World } from "../world/world.ts";
import type { Merchant } from "./merchants/state.ts";

/** A call whose signature holds, with its body and query as the endpoint describes them. */
export interface PayCall<Body = unknown, Query = unknown> {
  readonly host: Host;
  readonly world: World;
  /** Who signed. */
  readonly merchant: Merchant;
  /** What stands for the `:names` of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
}

/** What an endpoint answers: JSON, nothing (204), or a file, whose answer is not signed. */
export type PayReply = object | undefined | FileReply;

export class FileReply {
  readonly type: string;
  readonly bytes: Buffer;
  constructor(type: string, bytes: Buffer) {
    this.type = type;
    this.bytes = bytes;
  }
}

/** One call of Pay v3. */
export interface PayEndpoint {
  readonly method: "GET" | "POST" | "PATCH";
  /** With `:names`. */
  readonly path: string;
  readonly body: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  /** Calls a second per merchant; undefined: as many as come. */
  readonly perSecond: number | undefined;
  handle(call: PayCall): PayReply;
}

/** Declares a call: a body that is not described is refused, and so is every field that its description lacks. */
export function payEndpoint<Body extends z.ZodType = z.ZodUndefined, Query extends z.ZodType = z.ZodUndefined>(
  method: PayEndpoint["method"],
  path: string,
  takes: { readonly body?: Body; readonly query?: Query; readonly perSecond?: number },
  handle: (call: PayCall<z.infer<Body>, z.infer<Query>>) => PayReply,
): PayEndpoint {
  const { body, query, perSecond } = takes;
  return { method, path, body, query, perSecond, handle: handle as PayEndpoint["handle"] };
}
