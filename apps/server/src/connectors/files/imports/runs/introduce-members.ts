import { type IdentityFact, type MemberRow, resolveMembers, upsertMembers } from "../../../../customers/index.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import type { RowIdentifier } from "../reading/identity-cells.ts";
import type { KnownIdentity, StagedDocument } from "./stage.ts";
import { countNewMembers, type RunRow, withoutWaitingForDisk } from "./store.ts";

/**
 * One customer is one fact, however many orders of the batch are theirs: their earliest order tells when and where they were seen.
 * The recipient of a gift is a customer like its sender.
 */
export function factsOf(documents: readonly StagedDocument[], source: string): Map<string, IdentityFact> {
  const facts = new Map<string, IdentityFact>();
  const note = (identity: string | null | undefined, { at, storeNo, channel }: StagedDocument) => {
    if (identity === null || identity === undefined) return;
    const known = facts.get(identity);
    if (known && known.occurredAt <= at) return;
    const identifiers = known?.identifiers ?? (JSON.parse(identity) as RowIdentifier[]);
    facts.set(identity, { identifiers, occurredAt: at, source, storeNo, channel });
  };
  for (const document of documents) {
    note(document.identity, document);
    note(document.recipient, document);
  }
  return facts;
}

function recipientNames(documents: readonly StagedDocument[], source: string): MemberRow[] {
  return documents.flatMap(({ recipient, recipientName, at }) =>
    recipient && recipientName
      ? [
          {
            identifiers: JSON.parse(recipient) as RowIdentifier[],
            attributes: { name: recipientName },
            source,
            observedAt: at,
          },
        ]
      : [],
  );
}

/**
 * Finds or makes the members of a batch, in a transaction of its own: the lock on identities is held while members are made,
 * not while orders are written. Whom a profile belongs to is asked again when the orders are.
 */
export async function introduceMembers(
  platform: Platform,
  run: RunRow,
  documents: readonly StagedDocument[],
  facts: ReadonlyMap<string, IdentityFact>,
): Promise<KnownIdentity[]> {
  const resolved = await platform.db.transaction().execute(async (tx) => {
    await withoutWaitingForDisk(tx);
    const members = await resolveMembers(tx, platform, [...facts.values()]);
    const named = recipientNames(documents, run.plan.options.source);
    if (named.length > 0) await upsertMembers(tx, platform, named);
    await countNewMembers(tx, run.no, members);
    return members;
  });
  return [...facts.keys()].flatMap((identity, index) => {
    const originNo = resolved[index]?.originNo ?? null;
    return originNo === null ? [] : [{ identity, origin_no: originNo }];
  });
}
