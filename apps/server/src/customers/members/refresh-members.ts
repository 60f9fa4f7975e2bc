import { type Kysely, sql } from "kysely";
import type { Platform } from "../../kernel/platform.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { groupBy } from "../group-by.ts";
import type { BindingFacts, FoldedMember, MemberFacts, ProfileFacts, RecordFacts } from "./fold.ts";
import { foldMember } from "./fold.ts";
import type { RelationProof } from "./relation.ts";
import { searchTokens } from "./search-tokens.ts";

type Tx = Kysely<DB>;
type OfMember<Row> = Row & { readonly memberNo: number };

interface LoadedMember extends MemberFacts {
  readonly phonesSealed: readonly string[];
}

/** Reads what the fold needs of many members: four queries, however many they are. */
export async function loadMemberFacts(tx: Tx, memberNos: readonly number[]): Promise<Map<number, LoadedMember>> {
  const profiles = await sql<OfMember<ProfileFacts>>`
    select i.member_no as "memberNo", i.origin_no as "originNo", i.first_seen_at as "firstSeenAt", m.first_store_no as "firstStoreNo",
      m.first_channel as "firstChannel"
    from identifier i join member m on m.member_no = i.origin_no where i.member_no = any(${memberNos}::int[])`.execute(
    tx,
  );
  const records = await sql<OfMember<RecordFacts>>`
    select member_no as "memberNo", origin_no as "originNo", source, attributes from member_record where member_no = any(${memberNos}::int[])`.execute(
    tx,
  );
  const bindings = await sql<OfMember<BindingFacts>>`
    select member_no as "memberNo", id, guide_id as "guideId", store_no as "storeNo", bound_at as "boundAt", unbound_at as "unboundAt"
    from guide_binding where member_no = any(${memberNos}::int[])`.execute(tx);
  const identifiers = await sql<OfMember<RelationProof & { firstSeenAt: Date; sealed: string | null }>>`
    select member_no as "memberNo", kind, group_only as "groupOnly", first_seen_at as "firstSeenAt", case when kind = 'phone' then value_sealed end as sealed
    from identifier where member_no = any(${memberNos}::int[])`.execute(tx);
  const grouped = {
    records: groupBy(records.rows, (row) => row.memberNo),
    bindings: groupBy(bindings.rows, (row) => row.memberNo),
    identifiers: groupBy(identifiers.rows, (row) => row.memberNo),
  };
  return new Map(
    [...groupBy(profiles.rows, (row) => row.memberNo)].map(([memberNo, list]) => {
      const held = grouped.identifiers.get(memberNo) ?? [];
      return [
        memberNo,
        {
          profiles: list,
          records: grouped.records.get(memberNo) ?? [],
          bindings: grouped.bindings.get(memberNo) ?? [],
          identifiers: held,
          phonesSealed: held.flatMap((identifier) => (identifier.sealed === null ? [] : [identifier.sealed])),
        },
      ];
    }),
  );
}

/** Folds members anew and writes what a list or a feed reads, for those of the numbers that are members now. */
export async function refreshMembers(
  tx: Tx,
  platform: Pick<Platform, "cipher">,
  memberNos: readonly number[],
): Promise<void> {
  if (memberNos.length === 0) return;
  const loaded = await loadMemberFacts(tx, memberNos);
  const rows = [...loaded].map(([memberNo, facts]) => ({
    memberNo,
    ...columnsOf(platform, foldMember(facts), facts.phonesSealed),
  }));
  if (rows.length === 0) return;
  await sql`
    update member m set first_seen_at = coalesce(n.first_seen_at, m.first_seen_at), registered_at = n.registered_at, store_no = n.store_no,
      guide_id = n.guide_id, channel = n.channel, relation = n.relation, name_sealed = n.name_sealed, gender = n.gender,
      birth_year = n.birth_year, birth_month_day = n.birth_month_day, province = n.province, city = n.city, digital = n.digital, from_outside = n.from_outside,
      search_tokens = n.search_tokens, updated_at = now(), changed_xid = pg_current_xact_id()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n("memberNo" int, first_seen_at timestamptz, registered_at timestamptz, store_no int,
      guide_id uuid, channel text, relation text, name_sealed text, gender text, birth_year smallint, birth_month_day smallint, province text, city text,
      digital boolean, from_outside boolean, search_tokens int[])
    where m.member_no = n."memberNo" and m.status <> 'erased'`.execute(tx);
}

function columnsOf({ cipher }: Pick<Platform, "cipher">, folded: FoldedMember, phonesSealed: readonly string[]) {
  const { attributes } = folded;
  const name = attributes.name ? cipher.open(attributes.name.value) : null;
  const [year, monthDay] = attributes.birthday ? birthParts(cipher.open(attributes.birthday.value)) : [null, null];
  return {
    first_seen_at: folded.firstSeenAt,
    registered_at: folded.registeredAt,
    store_no: folded.storeNo,
    guide_id: folded.guideId,
    channel: folded.channel,
    relation: folded.relation,
    digital: folded.digital,
    from_outside: folded.fromOutside,
    name_sealed: attributes.name?.value ?? null,
    gender: attributes.gender?.value ?? null,
    birth_year: year,
    birth_month_day: monthDay,
    province: attributes.province?.value ?? null,
    city: attributes.city?.value ?? null,
    search_tokens: searchTokens(cipher, {
      name,
      phones: phonesSealed.map((sealed) => cipher.open(sealed)),
      channel: folded.channel,
      relation: folded.relation,
      gender: attributes.gender?.value,
    }),
  };
}

/** `1990-05-07` → [1990, 507]; `--05-07` → [null, 507]. */
function birthParts(birthday: string): [number | null, number] {
  const [year, month, day] = birthday.startsWith("--")
    ? [null, birthday.slice(2, 4), birthday.slice(5)]
    : birthday.split("-");
  return [year ? Number(year) : null, Number(month) * 100 + Number(day)];
}
