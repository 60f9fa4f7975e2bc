import type { Kysely } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { recordConsent } from "../consent/record-consent.ts";
import type { ConsentChannel, ConsentPurpose } from "../consent/vocabulary.ts";
import type { ReportedIdentifier } from "../identity/prepare-facts.ts";
import { type ResolvedMember, resolveFacts } from "../identity/resolve-members.ts";
import type { AttributeName } from "./attributes.ts";
import { bindMembers } from "./bind-guide.ts";
import { recordAttributes } from "./record-attributes.ts";
import { refreshMembers } from "./refresh-members.ts";

/** One customer as a source knows them. */
export interface MemberRow {
  readonly identifiers: readonly ReportedIdentifier[];
  /** Values in the forms of `memberAttributes`; registration goes into the fields below. */
  readonly attributes?: Partial<
    Record<Exclude<AttributeName, "registeredAt" | "registeredStoreNo" | "registeredChannel">, string>
  >;
  readonly registeredAt?: Date | null;
  /** Store of registration. */
  readonly storeNo?: number | null;
  readonly channel?: string | null;
  readonly guideId?: string | null;
  readonly consents?: readonly {
    readonly purpose: ConsentPurpose;
    readonly channel: ConsentChannel;
    readonly granted: boolean;
    readonly textVersion?: string;
  }[];
  readonly source: string;
  /** When the source knew this: for a file, a time that stays the same when the same file comes again. */
  readonly observedAt: Date;
}

export interface UpsertedMember extends ResolvedMember {
  /** An identifier, an attribute or the guide is another than before; also true of members that are new. */
  readonly isChanged: boolean;
}

/**
 * Creates or updates members in bulk; the same rows again change nothing. A row without a usable identifier is answered with
 * nulls and leaves nothing behind.
 */
export async function upsertMembers(
  tx: Kysely<DB>,
  platform: Pick<Platform, "cipher" | "memberTables">,
  rows: readonly MemberRow[],
): Promise<UpsertedMember[]> {
  const { members: resolved, changed: tied } = await resolveFacts(
    tx,
    platform,
    rows.map(({ identifiers, registeredAt, observedAt, source, storeNo, channel }) => ({
      identifiers,
      occurredAt: registeredAt ?? observedAt,
      source,
      storeNo,
      channel,
    })),
  );
  const known = rows.flatMap((row, index) => {
    const { originNo, memberNo } = resolved[index] as ResolvedMember;
    return originNo === null || memberNo === null ? [] : [{ row, originNo, memberNo }];
  });
  const { touched, changed } = await recordAttributes(
    tx,
    platform,
    known.map(({ row, ...who }) => ({
      ...who,
      source: row.source,
      at: row.observedAt,
      values: {
        ...row.attributes,
        registeredAt: row.registeredAt?.toISOString(),
        registeredStoreNo: row.storeNo === null || row.storeNo === undefined ? undefined : String(row.storeNo),
        registeredChannel: row.channel ?? undefined,
      },
    })),
  );
  const bound = await bindMembers(
    tx,
    known.flatMap(({ row, ...who }) =>
      row.guideId
        ? [
            {
              ...who,
              guideId: row.guideId,
              storeNo: row.storeNo ?? null,
              source: row.source,
              boundAt: row.registeredAt ?? row.observedAt,
              by: row.source,
            },
          ]
        : [],
    ),
  );
  await recordConsent(
    tx,
    known.flatMap(({ row, ...who }) =>
      (row.consents ?? []).map((consent) => ({
        ...who,
        ...consent,
        at: row.observedAt,
        source: row.source,
        by: row.source,
      })),
    ),
  );
  await refreshMembers(tx, platform, [...new Set([...touched, ...bound])]);
  const news = new Set([...tied, ...changed, ...bound]);
  return resolved.map((member) => ({ ...member, isChanged: member.memberNo !== null && news.has(member.memberNo) }));
}
