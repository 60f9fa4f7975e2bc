import { sql } from "kysely";
import { consentRefused, type IdentifierKind, maskIdentifier, maskName } from "../../customers/index.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { scopeCondition } from "../../organization/index.ts";

interface Row {
  readonly no: number;
  readonly ownerNo: number;
  readonly state: "active" | "merged" | "erased";
  readonly relation: string;
  readonly registeredAt: Date | null;
  readonly tier: string | null;
  readonly storeCode: string | null;
  readonly guideCode: string | null;
  readonly channel: string | null;
  readonly gender: string | null;
  readonly birthYear: number | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly nameSealed: string | null;
  readonly refused: boolean;
  readonly tags: { tagNo: number; dynamic: boolean }[];
  readonly identifiers: { kind: IdentifierKind; scope: string; sealed: string }[];
}

/** What a system is told of one member number. */
export interface ExchangedMember {
  readonly memberNo: number;
  readonly state: "active" | "merged" | "erased";
  /** Of a merged number: whose customer it is now. */
  readonly mergedInto: number | null;
  readonly record: ExchangedRecord | null;
}

export interface ExchangedRecord {
  /** The system's own number for the customer. */
  readonly externalId: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  /** Empty unless the system reads in the clear. */
  readonly identifiers: { kind: IdentifierKind; scope: string; value: string }[];
  readonly relation: string;
  readonly registeredAt: string | null;
  readonly tier: string | null;
  readonly storeCode: string | null;
  readonly guideCode: string | null;
  readonly channel: string | null;
  readonly gender: string | null;
  readonly birthYear: number | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly tags: { tagNo: number; dynamic: boolean }[];
  /** The customer refused that personal data is shared: names and identifiers stay away. */
  readonly sharingRefused: boolean;
}

/**
 * The members as they stand now, in the order of the numbers; of merged ones, who took them in follows with the tags of both. Names
 * and identifiers are masked unless the system reads in the clear and the person did not refuse it. Set-based.
 */
export async function readRecords(
  { cipher }: Platform,
  tx: Tx,
  actor: Actor,
  system: { readonly scope: string; readonly personal: boolean },
  memberNos: readonly number[],
): Promise<{ readonly members: ExchangedMember[]; readonly inTheClear: number }> {
  const { rows } = await sql<Row>`
    with wanted as (
      select p.member_no from member p where p.member_no = any(${memberNos}::int[])
      union select p.owner_no from member p where p.member_no = any(${memberNos}::int[]))
    select p.member_no as no, p.owner_no as "ownerNo", p.status as state, m.relation, m.registered_at as "registeredAt", m.tier,
      s.code as "storeCode", g.code as "guideCode", m.channel, m.gender, m.birth_year as "birthYear", m.province, m.city,
      m.name_sealed as "nameSealed", ${consentRefused(sql.ref("m.member_no"), "data_sharing", "any")} as refused,
      coalesce((select json_agg(json_build_object('tagNo', t.tag_no, 'dynamic', t.kind = 'rule') order by t.tag_no) from tag t
        where t.archived_at is null and t.tag_no in (select tag_no from member_tag mt where mt.member_no = m.member_no)), '[]') as tags,
      coalesce((select json_agg(json_build_object('kind', i.kind, 'scope', i.scope, 'sealed', i.value_sealed) order by i.first_seen_at, i.value_index)
        from identifier i where i.member_no = m.member_no and not i.shared), '[]') as identifiers
    from wanted join member p on p.member_no = wanted.member_no join member m on m.member_no = p.owner_no
      left join org_unit s on s.no = m.store_no left join staff g on g.id = m.guide_id
    where ${scopeCondition(actor, "m.store_no")}
    order by p.member_no`.execute(tx);
  const clear = system.personal && actor.permissions.has("member.unmask");
  const members = rows.map(
    (row): ExchangedMember => ({
      memberNo: row.no,
      state: row.state,
      mergedInto: row.state === "merged" ? row.ownerNo : null,
      record: row.state === "active" ? recordOf(cipher, row, system.scope, clear && !row.refused) : null,
    }),
  );
  return { members, inTheClear: clear ? rows.filter((row) => row.state === "active" && !row.refused).length : 0 };
}

function recordOf(cipher: Platform["cipher"], row: Row, scope: string, clear: boolean): ExchangedRecord {
  const { no, ownerNo, state, nameSealed, identifiers, refused, registeredAt, ...plain } = row;
  const own = identifiers.find((each) => each.kind === "external_id" && each.scope === scope);
  const phone = identifiers.find(({ kind }) => kind === "phone");
  const name = nameSealed === null || refused ? null : cipher.open(nameSealed);
  const phoneValue = phone && !refused ? cipher.open(phone.sealed) : null;
  return {
    ...plain,
    registeredAt: registeredAt?.toISOString() ?? null,
    externalId: own ? cipher.open(own.sealed) : null,
    name: name === null ? null : clear ? name : maskName(name),
    phone: phoneValue === null ? null : clear ? phoneValue : maskIdentifier("phone", phoneValue),
    identifiers: clear ? identifiers.map(({ sealed, ...each }) => ({ ...each, value: cipher.open(sealed) })) : [],
    sharingRefused: refused,
  };
}
