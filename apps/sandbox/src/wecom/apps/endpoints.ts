import { type Endpoint, get, refuse } from "../../http/endpoint.ts";
import { appOf } from "./caller.ts";

/** What an app may read of itself. */
export const appEndpoints: readonly Endpoint[] = [
  get("/cgi-bin/agent/get", (call) => {
    const app = appOf(call);
    if (app.kind !== "self_built" || call.query.agentid !== app.agentId) refuse(40056);
    const { visible } = app;
    return {
      agentid: Number(app.agentId),
      name: app.name,
      allow_userinfos: { user: visible === "all" ? [] : visible.users.map((userid) => ({ userid })) },
      allow_partys: { partyid: visible === "all" ? [1] : visible.departments },
      close: app.enabled ? 0 : 1,
      redirect_domain: app.trustedDomains?.[0] ?? "",
    };
  }),
];
