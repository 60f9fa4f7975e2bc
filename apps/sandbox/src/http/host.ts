import type { World } from "../world/world.ts";

/** What the servers and the sender of callbacks know of the sandbox around them. */
export interface Host {
  readonly world: World;
  /** Grows with every change. */
  readonly revision: number;
  readonly addresses: { readonly webView: string; readonly pay: string };
  /** Says that the world is no longer what the file holds, and sends what waits. */
  changed(): void;
}
