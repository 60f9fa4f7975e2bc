import { sql } from "kysely";
import { type FieldProblem, invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { unitCondition } from "../../organization/index.ts";

export interface Owner {
  readonly guideId: string;
  readonly storeNo: number;
}

/** Who manages a move sees and enters everybody's in the scope; a guide only their own. */
export const managesMoves = (actor: Actor): boolean => actor.permissions.has("wechat_move.manage");

/**
 * Whose each line is, by the guide's code; a line without one is the caller's.
 *
 * @throws Refusal naming each line whose guide is not a guide of a store in the scope today
 */
export async function ownersOf(
  tx: Tx,
  actor: Actor,
  lines: readonly { readonly guideCode?: string | undefined }[],
  list: "customers" | "groups",
  today: string,
): Promise<Owner[]> {
  const codes = [...new Set(lines.flatMap(({ guideCode }) => guideCode ?? []))];
  const own = managesMoves(actor) ? sql`true` : sql`s.id = ${actor.id}::uuid`;
  const { rows } = await sql<Owner & { code: string }>`
    select distinct on (s.id) s.id as "guideId", s.code, u.no as "storeNo"
    from staff s join staff_post p on p.staff_id = s.id and p.from_day <= ${today}::date and (p.to_day is null or p.to_day >= ${today}::date)
    join org_unit u on u.id = p.org_unit_id and u.kind = 'store'
    where s.status = 'active' and (s.code = any(${codes}::text[]) or s.id::text = ${actor.id}) and ${own} and ${unitCondition(actor, "u.path")}
    order by s.id, (p.kind = 'regular') desc, u.no`.execute(tx);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const self = rows.find(({ guideId }) => guideId === actor.id);
  const problems: FieldProblem[] = [];
  const owners = lines.flatMap(({ guideCode }, at) => {
    const owner = guideCode === undefined ? self : byCode.get(guideCode);
    if (owner) return [{ guideId: owner.guideId, storeNo: owner.storeNo }];
    const message =
      guideCode === undefined
        ? "请填写导购工号：你不在门店任职"
        : `没有工号为 ${guideCode} 的在职导购，或不在你的范围内`;
    problems.push({ path: `${list}.${at}.guideCode`, message: `第 ${at + 1} 行：${message}` });
    return [];
  });
  if (problems.length > 0) throw invalid(problems.slice(0, 50));
  return owners;
}
