import type { CallbackAddress } from "../../callbacks/deliver.ts";
import { queueCallback } from "../../callbacks/deliver.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import { departmentsUnder } from "../contacts/tree.ts";
import type { WecomApp } from "./state.ts";

/** Creates an app as the back office would; the secret is invented. */
export function addApp(
  world: World,
  draft: Partial<Omit<WecomApp, "agentId" | "secret">> & { readonly agentId?: string; readonly secret?: string } = {},
): WecomApp {
  const app: WecomApp = {
    agentId: draft.agentId ?? String(1_000_002 + world.wecom.apps.size),
    name: draft.name ?? "飞轮",
    secret: draft.secret ?? opaqueId(world.random, "", 43),
    kind: draft.kind ?? "self_built",
    enabled: draft.enabled ?? true,
    visible: draft.visible ?? "all",
    customerContact: draft.customerContact ?? true,
    trustedIps: draft.trustedIps,
    trustedDomains: draft.trustedDomains,
    callback: draft.callback,
  };
  world.wecom.apps.set(app.agentId, app);
  return app;
}

/** Whether the app may act on this member. */
export function sees(world: World, app: WecomApp, userid: string): boolean {
  if (app.visible === "all") return true;
  if (app.visible.users.includes(userid)) return true;
  const member = world.wecom.contacts.members.get(userid.toLowerCase());
  if (!member) return false;
  const departments = departmentsUnder(world, app.visible.departments);
  return member.departments.some((id) => departments.has(id));
}

/** Where an app's events go, for the sender of callbacks. */
export function wecomCallbackAddress(world: World, subscriber: string): CallbackAddress | undefined {
  if (!subscriber.startsWith("wecom/")) return undefined;
  const callback = world.wecom.apps.get(subscriber.slice(6))?.callback;
  return callback && { ...callback, receiverId: world.wecom.corpId };
}

/** Tells every app that may know: those with a callback, that see one of `about` (everyone if undefined). */
export function tellApps(
  world: World,
  plaintext: string,
  to: { readonly kind: "customer_contact" | "contact_sync"; readonly about?: readonly string[] },
): void {
  for (const app of world.wecom.apps.values()) {
    if (!app.callback || !app.enabled) continue;
    if (to.kind === "customer_contact" ? !app.customerContact : app.kind !== "contact_sync") continue;
    if (to.about && !to.about.some((userid) => sees(world, app, userid))) continue;
    queueCallback(world, `wecom/${app.agentId}`, plaintext);
  }
}
