import { signJsTicket, WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, type Endpoint, get, refuse } from "../../http/endpoint.ts";
import { secondsOf } from "../../world/clock.ts";
import { opaqueId } from "../../world/random.ts";
import type { World } from "../../world/world.ts";
import type { JsTicket } from "./state.ts";

/** JS-SDK tickets of the company and of one app: wecom-api.md §11.2. */
export const ticketEndpoints: readonly Endpoint[] = [
  get("/cgi-bin/get_jsapi_ticket", (call) => {
    countFetch(call, "corp", WECOM_QUOTAS.jsapiTicketFetchesByCorp.amount);
    countFetch(call, `corp/${call.app}`, WECOM_QUOTAS.jsapiTicketFetchesByApp.amount);
    return view(call.world, ticketFor(call.world, "corp"));
  }),
  get("/cgi-bin/ticket/get", (call) => {
    if (call.query.type !== "agent_config") refuse(40058, "type");
    countFetch(call, `agent/${call.app}`, WECOM_QUOTAS.jsapiTicketFetchesByApp.amount);
    return view(call.world, ticketFor(call.world, `agent/${call.app}`));
  }),
];

/** What a page shows to wx.config (no agent) or wx.agentConfig. */
export interface ShownSignature {
  readonly agentId?: string | undefined;
  readonly nonceStr: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly url: string;
  readonly signature: string;
}

/** Whether the web view would accept the page's signature: "ok", or why not as the JS-SDK words it. */
export function checkSignature(world: World, shown: ShownSignature): "ok" | "invalid signature" | "no ticket" {
  const ticket = world.wecom.access.tickets.get(shown.agentId ? `agent/${shown.agentId}` : "corp");
  if (!ticket || ticket.expiresAt <= secondsOf(world.clock)) return "no ticket";
  const { nonceStr, timestamp, url } = shown;
  const right = signJsTicket({ ticket: ticket.ticket, nonceStr, timestamp, url });
  return right === shown.signature ? "ok" : "invalid signature";
}

function ticketFor(world: World, key: string): JsTicket {
  const now = secondsOf(world.clock);
  const known = world.wecom.access.tickets.get(key);
  if (known && known.expiresAt > now) return known;
  const ticket = {
    ticket: opaqueId(world.random, "", 86),
    expiresAt: now + WECOM_QUOTAS.jsapiTicketLife.amount,
  };
  world.wecom.access.tickets.set(key, ticket);
  return ticket;
}

function view(world: World, { ticket, expiresAt }: JsTicket) {
  return { ticket, expires_in: expiresAt - secondsOf(world.clock) };
}

function countFetch({ world }: Call, key: string, max: number): void {
  const hour = Math.floor(secondsOf(world.clock) / 3600);
  const { ticketFetches } = world.wecom.access;
  const known = ticketFetches.get(key);
  const count = known?.hour === hour ? known : { hour, calls: 0 };
  count.calls++;
  ticketFetches.set(key, count);
  if (count.calls > max) refuse(45009, "jsapi ticket");
}
