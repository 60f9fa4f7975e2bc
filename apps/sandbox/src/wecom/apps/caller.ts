import { ApiRefusal, type Call } from "../../http/endpoint.ts";
import type { WecomApp } from "./state.ts";

/** The app whose token was shown. */
export function appOf(call: Call): WecomApp {
  const app = call.world.wecom.apps.get(call.app);
  if (!app) throw new ApiRefusal(40014);
  return app;
}
