import { sql } from "kysely";
import { findByIdentifier, findMember } from "../../../customers/index.ts";
import { Refusal } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";

/** What the one who chats noted in WeCom. */
export interface Followed {
  readonly since: Date | null;
  readonly remark: string | null;
  readonly description: string | null;
}

export interface Recognised {
  /** Who the chat partner is here; null: unknown, or outside what the actor may see (one answer for both). */
  readonly memberNo: number | null;
  /** The person asked for all their data to be deleted. */
  readonly erased: boolean;
  /** Null unless the actor is the customer's contact in WeCom. */
  readonly followed: Followed | null;
}

/** Who an external contact of a company is, for the member of staff who chats with them. */
export async function recognise(
  { db, cipher }: Platform,
  actor: Actor,
  corpId: string,
  externalUserId: string,
): Promise<Recognised> {
  const { rows } = await sql<{ since: Date | null; remark: string | null; description: string | null }>`
    select f.began_at as since, f.remark_sealed as remark, f.description_sealed as description
    from wecom_follow f join wecom_member m on m.corp_id = f.corp_id and lower(m.userid) = lower(f.userid)
    where f.corp_id = ${corpId} and f.external_userid = ${externalUserId} and f.state = 'active'
      and ${actor.kind === "staff"} and m.staff_id::text = ${actor.id} and m.left_at is null`.execute(db);
  const [own] = rows;
  const open = (sealed: string | null) => (sealed === null ? null : cipher.open(sealed) || null);
  const followed = own ? { since: own.since, remark: open(own.remark), description: open(own.description) } : null;
  const number = await findByIdentifier(db, { cipher }, "external_userid", corpId, externalUserId);
  if (number === null) return { memberNo: null, erased: false, followed };
  try {
    const { memberNo } = await findMember(db, actor, number);
    return { memberNo, erased: false, followed };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { memberNo: null, erased: error.details.code === "member_erased", followed };
  }
}
