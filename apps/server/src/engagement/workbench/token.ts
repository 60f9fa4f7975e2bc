import { randomBytes, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import { audit } from "../../kernel/audit/audit.ts";
import { conflict } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import { unitCondition } from "../../organization/index.ts";

/** As long as a page takes to load and ask back. */
export const tokenSeconds = 120;

const kind = "workbench_token";
/** The signature shows without a look-up that we made the token; the look-up, that it is unused. */
const signatureOf = ({ cipher }: Platform, id: string) => cipher.blindIndex(`${kind}_signature`, id).toString("hex");

/** A signed token that is good once, within two minutes: it says to the embedded system who opened it. */
export async function issueToken(platform: Platform, staffId: string, functionId: string): Promise<string> {
  const id = randomBytes(18).toString("base64url");
  const now = platform.clock.now();
  await sql`insert into workbench_token (token_index, function_id, staff_id, issued_at, expires_at)
    values (${platform.cipher.blindIndex(kind, id)}, ${functionId}, ${staffId}, ${now}, ${new Date(now.getTime() + tokenSeconds * 1000)})`.execute(
    platform.db,
  );
  return `${id}.${signatureOf(platform, id)}`;
}

export interface ToldPerson {
  readonly functionId: string;
  readonly functionName: string;
  readonly issuedAt: Date;
  readonly staffCode: string;
  readonly name: string;
  readonly posts: readonly {
    readonly unitCode: string | null;
    readonly unitName: string;
    readonly unitKind: string;
    readonly roleCode: string;
  }[];
}

interface TokenRow extends Omit<ToldPerson, "posts"> {
  readonly staffId: string;
  readonly used: boolean;
  readonly expired: boolean;
  readonly active: boolean;
  readonly path: string;
}

const refused = (code: string, title: string) => conflict(code, title, "请从工作台重新打开这个功能");

/** Who opened an embedded function. Good once: a second time it is refused. @throws Refusal `token_unknown`, `token_used`, `token_expired` */
export async function redeemToken(platform: Platform, actor: Actor, token: string, today: string): Promise<ToldPerson> {
  const id = verified(platform, token);
  const now = platform.clock.now();
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<TokenRow>`
      select t.function_id as "functionId", f.name as "functionName", t.issued_at as "issuedAt", s.id as "staffId", s.code as "staffCode", s.name,
        t.used_at is not null as used, t.expires_at <= ${now} as expired, s.status = 'active' as active, u.path::text as path
      from workbench_token t join workbench_function f on f.id = t.function_id join org_unit u on u.id = f.org_unit_id join staff s on s.id = t.staff_id
      where t.token_index = ${platform.cipher.blindIndex(kind, id)} and ${unitCondition(actor, "u.path")} for update of t`.execute(
      tx,
    );
    const [row] = rows;
    if (!row?.active) throw refused("token_unknown", "这个身份凭证无效");
    if (row.used) throw refused("token_used", "这个身份凭证已经用过，每个只能用一次");
    if (row.expired) throw refused("token_expired", `这个身份凭证已过期，${tokenSeconds / 60} 分钟内有效`);
    await sql`update workbench_token set used_at = ${now}, used_by = ${actor.name}
      where token_index = ${platform.cipher.blindIndex(kind, id)}`.execute(tx);
    await audit(tx, actor, {
      action: "workbench.identity_told",
      subject: { kind: "staff", id: row.staffId },
      orgPath: row.path,
      detail: { function: row.functionName },
    });
    const { rows: posts } = await sql<ToldPerson["posts"][number]>`
      select u.code as "unitCode", u.name as "unitName", u.kind as "unitKind", p.role_code as "roleCode"
      from staff_post p join org_unit u on u.id = p.org_unit_id
      where p.staff_id = ${row.staffId} and p.days @> ${today}::date order by lower(p.days), u.no`.execute(tx);
    const { functionId, functionName, issuedAt, staffCode, name } = row;
    return { functionId, functionName, issuedAt, staffCode, name, posts };
  });
}

function verified(platform: Platform, token: string): string {
  const [id = "", signature = ""] = token.split(".");
  const [ours, shown] = [Buffer.from(signatureOf(platform, id)), Buffer.from(signature)];
  if (ours.length !== shown.length || !timingSafeEqual(ours, shown)) throw refused("token_unknown", "这个身份凭证无效");
  return id;
}

/** Forgets tokens that have been of no use for a week. */
export async function forgetTokens({ db, clock }: Platform): Promise<void> {
  await sql`delete from workbench_token where expires_at < ${new Date(clock.now().getTime() - 7 * 86_400_000)}`.execute(
    db,
  );
}
