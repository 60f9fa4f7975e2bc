import type { WecomCallback, WecomHandlers } from "../callbacks/handler.ts";
import { refreshUnknownTags } from "../tags/read-tags.ts";
import { inTransaction } from "../transaction.ts";
import { recordArchiveConsent } from "./archive-consent.ts";
import { endFollows, recordVanished } from "./end-follows.ts";
import { readContact } from "./read-contact.ts";
import { recordFollows } from "./record-follows.ts";

const corpOf = ({ api }: WecomCallback) => api.account.accountId;

/** What becomes of callbacks about customers: the state is read anew, so that repetition and order do not matter. */
export const customerHandlers: WecomHandlers = {
  "change_external_contact.add_external_contact": (event, callback) => added(event, callback, false),
  "change_external_contact.add_half_external_contact": (event, callback) => added(event, callback, true),
  "change_external_contact.edit_external_contact": async (event, callback) =>
    void (await refreshContact(callback, event.externalUserId)),
  "change_external_contact.del_external_contact": (event, callback) =>
    ended(event, callback, event.source === "DELETE_BY_TRANSFER" ? "transfer" : "guide"),
  "change_external_contact.del_follow_user": async (event, callback) => {
    // Still readable: whoever is not known yet becomes known before being lost.
    await refreshContact(callback, event.externalUserId);
    await ended(event, callback, "customer");
  },
  "change_external_contact.msg_audit_approved": async (event, callback) => {
    const { platform, api, occurredAt: at } = callback;
    // Whoever is not known yet becomes known before their word is kept.
    await refreshContact(callback, event.externalUserId);
    await inTransaction(platform, (tx) =>
      recordArchiveConsent(tx, corpOf(callback), { externalUserid: event.externalUserId, at, by: api.account.name }),
    );
  },
};

interface Pair {
  readonly userId: string;
  readonly externalUserId: string;
}

async function added(event: Pair & { readonly state?: string }, callback: WecomCallback, half: boolean): Promise<void> {
  const userids = half ? [] : await refreshContact(callback, event.externalUserId);
  if (userids.includes(event.userId.toLowerCase())) return;
  const { platform, occurredAt: at } = callback;
  const meeting = {
    userid: event.userId,
    externalUserid: event.externalUserId,
    at,
    state: event.state ?? "",
    half,
  };
  await inTransaction(platform, (tx) => recordVanished(tx, platform, corpOf(callback), meeting));
}

async function ended(event: Pair, callback: WecomCallback, by: "customer" | "guide" | "transfer"): Promise<void> {
  const { platform, occurredAt: at } = callback;
  const end = { userid: event.userId, externalUserid: event.externalUserId, at, by };
  await inTransaction(platform, (tx) => endFollows(tx, platform, corpOf(callback), [end]));
}

/** Reads one customer anew and records it; answers with the userids (lower case) of those who follow. */
async function refreshContact(callback: WecomCallback, externalUserid: string): Promise<string[]> {
  const { platform, api, signal } = callback;
  const at = new Date();
  const seen = await readContact(api, externalUserid, signal);
  await refreshUnknownTags(
    platform,
    api,
    seen.flatMap(({ tagIds }) => tagIds),
    signal,
  );
  await inTransaction(platform, (tx) => recordFollows(tx, platform, corpOf(callback), seen, { at }));
  return seen.map(({ relation }) => relation.userid.toLowerCase());
}
