import { sql } from "kysely";
import { audit } from "../../../kernel/audit/audit.ts";
import { conflict } from "../../../kernel/errors.ts";
import type { Actor } from "../../../kernel/http/actor.ts";
import type { Platform } from "../../../kernel/platform.ts";
import { loadUnit } from "../../../organization/index.ts";
import { listHomeRules, type OwnRule, ownRuleOf, writeHomeRule } from "./store.ts";

const changed = () => conflict("home_rule_changed", "这条首页规则刚被其他人修改过，请刷新后再改");

/** Sets a unit's own rule; with every field null the unit follows the one above again. @throws Refusal `not_found`, `home_rule_changed` */
export async function saveHomeRule(
  platform: Platform,
  actor: Actor,
  unitId: string,
  { version, ...rule }: OwnRule & { readonly version: number },
): Promise<void> {
  await platform.db.transaction().execute(async (tx) => {
    const unit = await loadUnit(tx, actor, unitId);
    const found = (await listHomeRules(tx, actor)).find((each) => each.unitId === unitId);
    const empty = Object.values(rule).every((value) => value === null);
    if (empty) {
      const { numAffectedRows } =
        await sql`delete from mini_program_home_rule where org_unit_id = ${unitId} and version = ${version}`.execute(
          tx,
        );
      if (numAffectedRows !== 1n) throw changed();
    } else if (
      (await writeHomeRule(tx, unitId, { ...rule, version }, { name: actor.name, at: platform.clock.now() })) === null
    )
      throw changed();
    await audit(tx, actor, {
      action: empty ? "mini_program_home.rule_removed" : "mini_program_home.rule_saved",
      subject: { kind: "org_unit", id: unitId },
      orgPath: unit.path,
      detail: { unit: unit.name, before: found ? ownRuleOf(found) : null, after: empty ? null : rule },
    });
  });
}
