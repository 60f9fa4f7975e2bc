import { WECOM_QUOTAS } from "@feilun/wechat-protocol";
import { type Call, refuse } from "../../http/endpoint.ts";
import { optionalText, text, texts } from "../../http/read.ts";
import { nowOf, secondsOf } from "../../world/clock.ts";
import type { World } from "../../world/world.ts";
import { member } from "../contacts/endpoints.ts";
import type { Member } from "../contacts/state.ts";
import { followOf } from "../customers/relations.ts";
import { scheduleTransfer } from "./complete.ts";
import type { Transfer } from "./state.ts";

const DAY = 86_400;

/** transfer_customer and resigned/transfer_customer: starts a takeover per customer, or says why not. */
export function transferCustomers(call: Call, kind: Transfer["kind"]) {
  const { world, body } = call;
  const handover = kind === "on_job" ? handoverOnJob(call) : leaver(call);
  const takeover = takeoverFrom(call, text(body, "takeover_userid", 40003));
  if (takeover.userid === handover.userid) refuse(40003, "takeover is handover");
  const ids = texts(body, "external_userid", WECOM_QUOTAS.transferCustomers.amount, 81017);
  if (ids.length === 0) refuse(41035);
  const message = kind === "on_job" ? (optionalText(body, "transfer_success_msg") ?? "") : "";
  if ([...message].length > WECOM_QUOTAS.transferSuccessMessage.amount) refuse(45002, "transfer_success_msg");
  const customer = ids.map((id) => {
    const errcode = whyNot(world, kind, handover, takeover, id);
    if (errcode === 0)
      start(world, { kind, handover: handover.userid, takeover: takeover.userid, externalUserid: id, message });
    return { external_userid: id, errcode };
  });
  return { customer };
}

/** Who takes over must be visible, active and enabled for customer contact: 60111, 60011, 41054, 84074. */
export function takeoverFrom(call: Call, userid: string): Member {
  const known = member(call, userid);
  if (known.status !== 1) refuse(41054, userid);
  if (!known.customerContact) refuse(84074, userid);
  return known;
}

/** A member who left no longer than a year ago: 40097 while still there. */
function leaver({ world, body }: Call): Member {
  const userid = text(body, "handover_userid", 40003);
  const known = world.wecom.contacts.members.get(userid.toLowerCase());
  if (!known) refuse(60111, userid);
  if (known.leftAt === undefined) refuse(40097, userid);
  const year = WECOM_QUOTAS.resignedTransferWindow.amount * DAY;
  if (known.leftAt < secondsOf(world.clock) - year) refuse(40003, "left more than a year ago");
  return known;
}

const handoverOnJob = (call: Call) => member(call, text(call.body, "handover_userid", 40003));

function whyNot(world: World, kind: Transfer["kind"], handover: Member, takeover: Member, id: string): number {
  const follow = followOf(world, handover.userid, id);
  if (follow?.status !== "confirmed") return 40096;
  const own = world.wecom.inheritance.ofCustomer.get(id) ?? [];
  if (own.some(({ status }) => status === 2)) return 40100;
  const since = secondsOf(world.clock) - WECOM_QUOTAS.onJobTransferWindow.amount * DAY;
  const recent = own.filter((transfer) => transfer.kind === "on_job" && transfer.startedAt > since);
  if (kind === "on_job" && recent.length >= WECOM_QUOTAS.onJobTransfers.amount)
    return world.wecom.limits.transferFrequencyErrcode;
  const friends = followOf(world, takeover.userid, id)?.status === "confirmed";
  const held = world.wecom.customers.customersOf.get(takeover.userid)?.size ?? 0;
  return !friends && held >= takeover.customerCap ? 40099 : 0;
}

function start(
  world: World,
  draft: Pick<Transfer, "kind" | "handover" | "takeover" | "externalUserid" | "message">,
): void {
  const startedAt = secondsOf(world.clock);
  const delay = WECOM_QUOTAS.takeoverDelay.amount;
  const transfer: Transfer = { ...draft, startedAt, takeoverAt: startedAt + delay, status: 2 };
  const { transfers, ofCustomer, between } = world.wecom.inheritance;
  const place = transfers.push(transfer) - 1;
  into(ofCustomer, draft.externalUserid, transfer);
  into(between, `${draft.handover}/${draft.takeover}`, transfer);
  scheduleTransfer(world, nowOf(world.clock) + delay * 1000, place);
}

function into(lists: Map<string, Transfer[]>, key: string, transfer: Transfer): void {
  const list = lists.get(key);
  if (list) list.push(transfer);
  else lists.set(key, [transfer]);
}
