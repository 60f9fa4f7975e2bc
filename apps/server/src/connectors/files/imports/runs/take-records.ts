import { upsertProducts } from "../../../../commerce/index.ts";
import { type MemberRow, upsertMembers } from "../../../../customers/index.ts";
import type { Actor } from "../../../../kernel/http/actor.ts";
import type { Platform } from "../../../../kernel/platform.ts";
import type { Tx } from "../../../../kernel/postgres/database.ts";
import { upsertStores } from "../../../../organization/index.ts";
import type { ImportPlan } from "../mapping/plan.ts";
import type { LinedRecord, RecordChunk } from "../reading/protocol.ts";
import type { MemberRecord } from "../reading/record-readers.ts";
import type { Reject } from "../reading/reject.ts";
import { insertRejects, type RunRow, saveProgress } from "./store.ts";

interface Taken {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Members: several rows may be about one; absent = a row is a record. */
  readonly rowsUnchanged?: number;
  readonly membersCreated?: number;
  readonly rejects: readonly Reject[];
}

async function takeMembers(
  tx: Tx,
  platform: Platform,
  run: RunRow,
  records: readonly LinedRecord<MemberRecord>[],
): Promise<Taken> {
  const resolved = await upsertMembers(
    tx,
    platform,
    records.map(
      ({ value }): MemberRow => ({
        identifiers:
          value.email === "" ? value.identifiers : [...value.identifiers, { kind: "email", value: value.email }],
        attributes: {
          name: value.name || undefined,
          gender: value.gender ?? undefined,
          birthday: value.birthday ?? undefined,
          email: value.email || undefined,
          province: value.province || undefined,
          city: value.city || undefined,
        },
        registeredAt: value.registeredAt === null ? null : new Date(value.registeredAt),
        storeNo: value.storeNo,
        channel: value.channel,
        source: run.plan.options.source,
        observedAt: run.observedAt,
      }),
    ),
  );
  const created = new Set(resolved.flatMap((member) => (member.isNew && member.memberNo ? [member.memberNo] : [])));
  const rejects = records.flatMap((record, index): Reject[] =>
    resolved[index]?.memberNo
      ? []
      : [{ line: record.line, column: null, value: "", reason: "no_customer", cells: record.cells }],
  );
  const changed = new Set(resolved.flatMap((member) => (member.isChanged && member.memberNo ? [member.memberNo] : [])));
  const known = new Set(resolved.flatMap((member) => (member.memberNo ? [member.memberNo] : [])));
  const updated = [...changed].filter((memberNo) => !created.has(memberNo)).length;
  const rowsUnchanged = resolved.filter(
    ({ memberNo }) => memberNo !== null && !created.has(memberNo) && !changed.has(memberNo),
  ).length;
  return {
    created: created.size,
    updated,
    unchanged: known.size - created.size - updated,
    rowsUnchanged,
    membersCreated: created.size,
    rejects,
  };
}

/** Fields of a store as the file's columns know them. */
const storeFields: Readonly<Record<string, string>> = {
  parentCode: "parent_code",
  regionPath: "region",
  openedOn: "opened_on",
};

async function takeStores(
  tx: Tx,
  actor: Actor,
  plan: ImportPlan,
  chunk: Extract<RecordChunk, { kind: "stores" }>,
): Promise<Taken> {
  const result = await upsertStores(
    tx,
    chunk.records.map((record) => record.value),
    { actor },
  );
  const rejects = result.problems.flatMap((problem): Reject[] => {
    const record = chunk.records[problem.index];
    const column = plan.columns[storeFields[problem.path] ?? problem.path] ?? null;
    return record
      ? [{ line: record.line, column, value: "", reason: "refused", detail: problem.message, cells: record.cells }]
      : [];
  });
  return { created: result.created, updated: result.updated, unchanged: result.unchanged, rejects };
}

async function takeProducts(tx: Tx, chunk: Extract<RecordChunk, { kind: "products" }>): Promise<Taken> {
  return {
    ...(await upsertProducts(
      tx,
      chunk.records.map((record) => record.value),
    )),
    rejects: [],
  };
}

type MasterChunk = Exclude<RecordChunk, { kind: "events" }>;

async function take(tx: Tx, platform: Platform, run: RunRow, actor: Actor, chunk: MasterChunk): Promise<Taken> {
  switch (chunk.kind) {
    case "members":
      return takeMembers(tx, platform, run, chunk.records);
    case "stores":
      return takeStores(tx, actor, run.plan, chunk);
    case "products":
      return takeProducts(tx, chunk);
  }
}

/** Writes a chunk of stores, products or members with its rejects and the run's place, in one transaction. */
export async function takeRecords(
  platform: Platform,
  run: RunRow,
  actor: Actor,
  chunk: MasterChunk,
): Promise<{ cancelRequested: boolean }> {
  return platform.db.transaction().execute(async (tx) => {
    const taken = await take(tx, platform, run, actor, chunk);
    await insertRejects(tx, platform.cipher, run.no, [...chunk.rejects, ...taken.rejects]);
    const rejected = chunk.rejects.length + taken.rejects.length;
    return saveProgress(tx, run.no, {
      bytesRead: chunk.bytesRead,
      rowsRead: chunk.rows,
      rowsAccepted: chunk.rows - rejected,
      rowsRejected: rejected,
      rowsApplied: chunk.rows - rejected,
      rowsUnchanged: taken.rowsUnchanged ?? taken.unchanged,
      membersCreated: taken.membersCreated,
      created: taken.created,
      updated: taken.updated,
      unchanged: taken.unchanged,
    });
  });
}
