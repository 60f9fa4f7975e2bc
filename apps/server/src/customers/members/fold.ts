import {
  type AttributeEntry,
  type AttributeName,
  attributeNames,
  priorityOf,
  type RecordAttributes,
} from "./attributes.ts";
import { isDigital, isFromOutside } from "./provenance.ts";
import { type Relation, type RelationProof, relationOf } from "./relation.ts";

export interface ProfileFacts {
  readonly originNo: number;
  /** Of the identifier that carries the profile. */
  readonly firstSeenAt: Date;
  readonly firstStoreNo: number | null;
  readonly firstChannel: string | null;
}

export interface RecordFacts {
  readonly originNo: number;
  readonly source: string;
  readonly attributes: RecordAttributes;
}

export interface BindingFacts {
  readonly guideId: string | null;
  readonly storeNo: number | null;
  readonly boundAt: Date;
  readonly unboundAt: Date | null;
  /** Decides between two of one instant. */
  readonly id: string;
}

/** All that is known of one member, over all of its profiles. */
export interface MemberFacts {
  readonly profiles: readonly ProfileFacts[];
  readonly records: readonly RecordFacts[];
  readonly bindings: readonly BindingFacts[];
  readonly identifiers: readonly (RelationProof & { readonly firstSeenAt: Date })[];
}

export interface ChosenAttribute extends AttributeEntry {
  readonly source: string;
}

export interface FoldedMember {
  readonly firstSeenAt: Date | null;
  readonly registeredAt: Date | null;
  readonly storeNo: number | null;
  readonly guideId: string | null;
  readonly channel: string | null;
  readonly relation: Relation;
  readonly digital: boolean;
  readonly fromOutside: boolean;
  readonly attributes: Partial<Record<AttributeName, ChosenAttribute>>;
}

/**
 * The one view of a member that may have several profiles, each described by several sources. A pure function of what the profiles
 * carry, so a merge needs no copying and an undo no un-copying:
 *
 * - an attribute comes from the source with the highest priority, and of that source's words the latest;
 * - registration is the earliest one, with its store and channel;
 * - store and guide are those of the newest open binding; without one, the store of registration, then of the first sight;
 * - the relation is the nearest that any profile proves.
 */
export function foldMember(facts: MemberFacts): FoldedMember {
  const attributes: Partial<Record<AttributeName, ChosenAttribute>> = {};
  for (const name of attributeNames) {
    const chosen = choose(name, facts.records);
    if (chosen) attributes[name] = chosen;
  }
  const registration = earliestRegistration(facts.records);
  const profiles = facts.profiles.toSorted(
    (left, right) => left.firstSeenAt.getTime() - right.firstSeenAt.getTime() || left.originNo - right.originNo,
  );
  const open = facts.bindings.filter((binding) => binding.unboundAt === null).sort(newestFirst);
  const channel =
    registration?.attributes.registeredChannel?.value ??
    profiles.find((profile) => profile.firstChannel !== null)?.firstChannel ??
    null;
  const kinds = facts.identifiers.map(({ kind }) => kind);
  const registeredStore = registration?.attributes.registeredStoreNo?.value;
  return {
    firstSeenAt:
      facts.identifiers.length === 0
        ? null
        : new Date(Math.min(...facts.identifiers.map(({ firstSeenAt }) => firstSeenAt.getTime()))),
    registeredAt: registration?.attributes.registeredAt ? new Date(registration.attributes.registeredAt.value) : null,
    storeNo:
      open.find((binding) => binding.storeNo !== null)?.storeNo ??
      (registeredStore === undefined ? null : Number(registeredStore)) ??
      profiles.find((profile) => profile.firstStoreNo !== null)?.firstStoreNo ??
      null,
    guideId: open.find((binding) => binding.guideId !== null)?.guideId ?? null,
    channel,
    relation: relationOf(facts.identifiers, registration !== undefined),
    digital: isDigital(kinds, channel),
    fromOutside: isFromOutside(facts.identifiers),
    attributes,
  };
}

function choose(name: AttributeName, records: readonly RecordFacts[]): ChosenAttribute | undefined {
  let chosen: ChosenAttribute | undefined;
  for (const { source, attributes } of records) {
    const entry = attributes[name];
    if (entry && (!chosen || outranks({ ...entry, source }, chosen))) chosen = { ...entry, source };
  }
  return chosen;
}

function outranks(one: ChosenAttribute, other: ChosenAttribute): boolean {
  const difference = priorityOf(one.source) - priorityOf(other.source);
  if (difference !== 0) return difference < 0;
  if (one.at !== other.at) return one.at > other.at;
  // Two words of one moment: any rule will do that does not depend on the order of arrival.
  return (one.hash ?? one.value) > (other.hash ?? other.value);
}

function earliestRegistration(records: readonly RecordFacts[]): RecordFacts | undefined {
  const instant = (record: RecordFacts) => Date.parse(record.attributes.registeredAt?.value ?? "");
  return records
    .filter((record) => record.attributes.registeredAt !== undefined)
    .sort(
      (left, right) =>
        instant(left) - instant(right) ||
        priorityOf(left.source) - priorityOf(right.source) ||
        left.originNo - right.originNo,
    )[0];
}

function newestFirst(left: BindingFacts, right: BindingFacts): number {
  return right.boundAt.getTime() - left.boundAt.getTime() || (left.id < right.id ? 1 : -1);
}
