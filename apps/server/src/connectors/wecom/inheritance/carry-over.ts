import { sql } from "kysely";
import type { Platform } from "../../../kernel/platform.ts";
import { WechatRefusal } from "../../wechat/index.ts";
import { readContact } from "../customers/read-contact.ts";
import { recordFollows } from "../customers/record-follows.ts";
import { inTransaction } from "../transaction.ts";
import type { WecomApi } from "../wecom-api.ts";
import { CARRY_TRIES } from "./rules.ts";
import type { Plan } from "./store.ts";

const BASE = "/cgi-bin/externalcontact";

interface Row {
  readonly key: string;
  readonly taker: string;
  readonly remarkSealed: string | null;
  readonly descriptionSealed: string | null;
  readonly tagIds: readonly string[];
}

/** After the takeover: what the former guide wrote and the tags they set go to the new one, who is recorded as the customer's guide. */
export async function carryOver(platform: Platform, api: WecomApi, plan: Plan, signal: AbortSignal): Promise<void> {
  const { db } = platform;
  const { rows } = await sql<Row>`
    select target_key as key, takeover_userid as taker, remark_sealed as "remarkSealed", description_sealed as "descriptionSealed", tag_ids as "tagIds"
    from inheritance_item where plan_id = ${plan.id} and kind = 'customer' and state = 'done' and carried_at is null and carry_tries < ${CARRY_TRIES}
    order by carry_tries, target_key limit 5000`.execute(db);
  for (const row of rows) {
    if (signal.aborted) return;
    let errcode: number | null = null;
    try {
      await carry(platform, api, plan, row, signal);
    } catch (error) {
      if (!(error instanceof WechatRefusal)) throw error;
      errcode = error.errcode;
    }
    await sql`
      update inheritance_item set carry_tries = carry_tries + 1, carry_errcode = ${errcode}, carried_at = ${errcode === null ? new Date() : null}
      where plan_id = ${plan.id} and kind = 'customer' and target_key = ${row.key}`.execute(db);
  }
}

async function carry(platform: Platform, api: WecomApi, plan: Plan, row: Row, signal: AbortSignal): Promise<void> {
  const seen = await readContact(api, row.key, signal);
  const own = seen.find(({ relation }) => relation.userid.toLowerCase() === row.taker.toLowerCase());
  if (!own) throw missing();
  const who = { userid: row.taker, external_userid: row.key };
  const open = (sealed: string | null) => (sealed === null ? "" : platform.cipher.open(sealed));
  const [remark, description] = [open(row.remarkSealed), open(row.descriptionSealed)];
  // What the new guide wrote, as a friend of old, stays.
  const note = {
    ...(remark && remark !== own.relation.remark && isDefault(own.relation.remark, own.customer.name) && { remark }),
    ...(description && !own.relation.description && { description }),
  };
  if (Object.keys(note).length > 0) await api.post(`${BASE}/remark`, { ...who, ...note }, { signal });
  const missingTags = row.tagIds.filter((id) => !own.tagIds.includes(id));
  if (missingTags.length > 0) await api.post(`${BASE}/mark_tag`, { ...who, add_tag: missingTags }, { signal });
  const after = missingTags.length > 0 || Object.keys(note).length > 0 ? await readContact(api, row.key, signal) : seen;
  await inTransaction(platform, (tx) => recordFollows(tx, platform, plan.corpId, after, { at: new Date() }));
}

/** Nobody wrote a remark: the platform shows the customer's own name. */
const isDefault = (remark: string | undefined, name: string) => !remark || remark === name;

/** The takeover is told of before the relation can be read: later. */
const missing = () =>
  new WechatRefusal({
    path: `${BASE}/get`,
    errcode: 84061,
    message: "the new relation is not there yet",
    cause: "接替人还没有这位客户",
    remedy: "系统会稍后再试",
    retry: "after_wait",
  });
