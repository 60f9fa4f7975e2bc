import { type IdentifierKind, upsertMembers } from "../../customers/index.ts";
import { invalid } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { findStoresByCode, seesWholeChain, storeNosInScope } from "../../organization/index.ts";

export interface MemberWrite {
  readonly key: string;
  /** The system's own number for the customer. */
  readonly externalId: string;
  readonly identifiers: readonly {
    readonly kind: IdentifierKind;
    readonly scope?: string | undefined;
    readonly value: string;
  }[];
  readonly attributes: Partial<Record<"name" | "gender" | "birthday" | "province" | "city" | "remark", string>>;
  readonly storeCode?: string | undefined;
  /** When the system knew this: what is newer elsewhere stays. */
  readonly at: Date;
}

export interface MemberWriteResult {
  readonly members: { key: string; memberNo: number; isNew: boolean }[];
  readonly failed: { key: string; code: "unknown_store" | "no_usable_identifier"; message: string }[];
  readonly changed: number;
}

/** Creates or updates customers as a system knows them, known from then on by its own number too; the same rows again change nothing. */
export async function writeMembers(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  system: { readonly name: string; readonly scope: string },
  rows: readonly MemberWrite[],
): Promise<MemberWriteResult> {
  const inScope = await storeNosInScope(platform, actor);
  if (!seesWholeChain(actor) && rows.some(({ storeCode }) => storeCode === undefined)) {
    const at = rows.findIndex(({ storeCode }) => storeCode === undefined);
    throw invalid([{ path: `rows.${at}.storeCode`, message: "密钥只能看到部分门店：每一行都要写明范围内的门店编码" }]);
  }
  const stores = await findStoresByCode(tx, [...new Set(rows.flatMap(({ storeCode }) => storeCode ?? []))]);
  const storeOf = (code: string | undefined) => {
    if (code === undefined) return null;
    const no = stores.get(code);
    return no !== undefined && (inScope === "all" || inScope.includes(no)) ? no : undefined;
  };
  const failed: MemberWriteResult["failed"] = [];
  const taken = rows.flatMap((row) => {
    const storeNo = storeOf(row.storeCode);
    if (storeNo !== undefined) return [{ row, storeNo }];
    failed.push({
      key: row.key,
      code: "unknown_store",
      message: `没有编码为「${row.storeCode}」的门店，或不在密钥的数据范围内`,
    });
    return [];
  });
  const results = await upsertMembers(
    tx,
    platform,
    taken.map(({ row, storeNo }) => ({
      identifiers: [
        { kind: "external_id" as const, scope: system.scope, value: row.externalId },
        ...row.identifiers.map(({ kind, scope, value }) => ({ kind, value, ...(scope !== undefined && { scope }) })),
      ],
      attributes: row.attributes,
      storeNo,
      source: `exchange:${system.scope}`,
      observedAt: row.at,
    })),
  );
  const members: MemberWriteResult["members"] = [];
  results.forEach(({ memberNo, isNew }, index) => {
    const key = taken[index]?.row.key ?? "";
    if (memberNo === null)
      failed.push({ key, code: "no_usable_identifier", message: "没有一个能用的身份标识（格式不对，或是占位的值）" });
    else members.push({ key, memberNo, isNew });
  });
  return { members, failed, changed: results.filter(({ isChanged }) => isChanged).length };
}
