import { type Kysely, sql } from "kysely";
import type { Cipher } from "../../kernel/crypto/cipher.ts";
import type { DB } from "../../kernel/postgres/tables.generated.ts";
import { consentOf } from "../consent/record-consent.ts";
import type { IdentifierKind } from "../identity/kinds.ts";
import type { TagFamily } from "../tags/families.ts";
import { type AttributeName, memberAttributes } from "./attributes.ts";
import { type ChosenAttribute, foldMember } from "./fold.ts";
import { maskAttribute, maskIdentifier } from "./mask.ts";
import { loadMemberFacts } from "./refresh-members.ts";

export interface ShownAttribute {
  readonly name: AttributeName;
  readonly label: string;
  readonly value: string;
  readonly masked: boolean;
  readonly source: string;
  readonly at: string;
}

/** Presents attributes, personal ones masked unless the caller may see them. */
export function showAttributes(
  cipher: Cipher,
  attributes: Partial<Record<AttributeName, ChosenAttribute>>,
  unmasked: boolean,
): ShownAttribute[] {
  return (Object.entries(attributes) as [AttributeName, ChosenAttribute][]).map(([name, { value, source, at }]) => {
    const { label, personal } = memberAttributes[name];
    const plain = personal ? cipher.open(value) : value;
    const masked = personal && !unmasked;
    return { name, label, value: masked ? maskAttribute(name, plain) : plain, masked, source, at };
  });
}

/** Everything this wing knows of a member; values are masked unless `unmasked`. */
export async function loadProfile(tx: Kysely<DB>, cipher: Cipher, memberNo: number, unmasked: boolean) {
  const facts = (await loadMemberFacts(tx, [memberNo])).get(memberNo);
  const folded = facts && foldMember(facts);
  const head = await sql<{
    id: string;
    storeName: string | null;
    guideName: string | null;
    tier: string | null;
    createdNos: number[];
  }>`
    select m.id, u.name as "storeName", g.name as "guideName", m.tier,
      array(select p.member_no from member p where p.owner_no = m.member_no and p.member_no <> m.member_no order by 1) as "createdNos"
    from member m left join org_unit u on u.no = m.store_no left join staff g on g.id = m.guide_id where m.member_no = ${memberNo}`.execute(
    tx,
  );
  const identifiers = await sql<{
    id: string;
    kind: IdentifierKind;
    scope: string;
    sealed: string;
    firstSeenAt: Date;
    source: string;
    shared: boolean;
  }>`
    select value_index as id, kind, scope, value_sealed as sealed, first_seen_at as "firstSeenAt", first_source as source, shared
    from identifier where member_no = ${memberNo} order by first_seen_at, value_index`.execute(tx);
  const bindings = await sql<{
    id: string;
    guideId: string | null;
    guideName: string | null;
    storeNo: number | null;
    storeName: string | null;
    source: string;
    reason: string | null;
    boundAt: Date;
    unboundAt: Date | null;
    boundBy: string;
  }>`
    select b.id, b.guide_id as "guideId", g.name as "guideName", b.store_no as "storeNo", u.name as "storeName", b.source, b.reason,
      b.bound_at as "boundAt", b.unbound_at as "unboundAt", b.bound_by as "boundBy"
    from guide_binding b left join staff g on g.id = b.guide_id left join org_unit u on u.no = b.store_no
    where b.member_no = ${memberNo} order by b.bound_at desc, b.id desc limit 100`.execute(tx);
  const tags = await sql<{
    tagNo: number;
    name: string;
    family: TagFamily;
    groupName: string;
    source: string;
    setAt: Date;
    setBy: string;
  }>`
    select distinct on (t.tag_no) t.tag_no as "tagNo", g.name, o.family, o.name as "groupName", t.source, t.set_at as "setAt", t.set_by as "setBy"
    from member_tag t join tag g using (tag_no) join tag_group o on o.id = g.group_id
    where t.member_no = ${memberNo} and g.archived_at is null order by t.tag_no, t.set_at`.execute(tx);
  const consent = await consentOf(tx, memberNo);
  const primary = bindings.rows.find((binding) => binding.unboundAt === null)?.id;
  return {
    memberNo,
    id: head.rows[0]?.id ?? "",
    mergedMemberNos: head.rows[0]?.createdNos ?? [],
    relation: folded?.relation ?? ("visitor" as const),
    tier: head.rows[0]?.tier ?? null,
    registeredAt: folded?.registeredAt?.toISOString() ?? null,
    firstSeenAt: folded?.firstSeenAt?.toISOString() ?? null,
    storeNo: folded?.storeNo ?? null,
    storeName: head.rows[0]?.storeName ?? null,
    guideId: folded?.guideId ?? null,
    guideName: head.rows[0]?.guideName ?? null,
    channel: folded?.channel ?? null,
    attributes: showAttributes(cipher, folded?.attributes ?? {}, unmasked),
    identifiers: identifiers.rows.map(({ sealed, firstSeenAt, ...row }) => {
      const plain = cipher.open(sealed);
      return {
        ...row,
        value: unmasked ? plain : maskIdentifier(row.kind, plain),
        masked: !unmasked,
        firstSeenAt: firstSeenAt.toISOString(),
      };
    }),
    bindings: bindings.rows.map(({ boundAt, unboundAt, ...row }) => ({
      ...row,
      primary: row.id === primary,
      boundAt: boundAt.toISOString(),
      unboundAt: unboundAt?.toISOString() ?? null,
    })),
    tags: tags.rows.map(({ setAt, ...row }) => ({ ...row, setAt: setAt.toISOString() })),
    consent: consent.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
  };
}
