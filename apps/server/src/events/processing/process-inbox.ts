import { identifierKindNames, type ResolvedMember, resolveMembers } from "../../customers/index.ts";
import type { Platform } from "../../kernel/platform.ts";
import type { Tx } from "../../kernel/postgres/database.ts";
import { findStoresByCode } from "../../organization/index.ts";
import { openIdentifier, resealPacked } from "../ingestion/envelope.ts";
import { insertLogRows, type LogRow } from "../log/store.ts";
import { isChannel } from "./channels.ts";
import { isEventsFault } from "./failure.ts";
import { type JudgedEvent, judgeEvent, type Reason } from "./judge-event.ts";
import { type Claim, claimInbox, dropDeadLetters, type InboxRow, keepDeadLetters } from "./store.ts";

export interface Processed {
  /** New in the log. */
  readonly logged: number;
  /** In the log already. */
  readonly duplicate: number;
  readonly dead: number;
}

export interface ProcessOptions {
  readonly signal?: AbortSignal;
  /** Events in a transaction, 5,000 unless said otherwise. */
  readonly batch?: number;
  /** Awaited before each batch. */
  readonly beforeBatch?: () => Promise<void>;
}

const nothing: Processed = { logged: 0, duplicate: 0, dead: 0 };
const batchEvents = 5_000;

const identifierKinds: ReadonlySet<string> = new Set(identifierKindNames);

interface Ready {
  readonly row: InboxRow;
  readonly event: JudgedEvent;
  readonly storeNo: number | null;
}

interface Dead {
  readonly row: InboxRow;
  readonly type: string | null;
  readonly reason: Reason;
}

function add(left: Processed, right: Processed): Processed {
  return {
    logged: left.logged + right.logged,
    duplicate: left.duplicate + right.duplicate,
    dead: left.dead + right.dead,
  };
}

function judgeAll(
  platform: Platform,
  rows: readonly InboxRow[],
): { good: { row: InboxRow; event: JudgedEvent }[]; dead: Dead[] } {
  const rules = { now: platform.clock.now(), isIdentifierKind: (kind: string) => identifierKinds.has(kind), isChannel };
  const good: { row: InboxRow; event: JudgedEvent }[] = [];
  const dead: Dead[] = [];
  for (const row of rows) {
    const { event, reason } = judgeEvent(row.raw, rules);
    if (event) good.push({ row, event });
    else dead.push({ row, type: typeIn(row.raw), reason });
  }
  return { good, dead };
}

function typeIn(raw: string): string | null {
  try {
    return String((JSON.parse(raw) as { type?: unknown }).type);
  } catch {
    return null;
  }
}

async function findStores(
  tx: Tx,
  good: readonly { row: InboxRow; event: JudgedEvent }[],
  dead: Dead[],
): Promise<Ready[]> {
  const codes = new Set(good.flatMap(({ event }) => event.storeCode ?? []));
  const stores = codes.size === 0 ? new Map<string, number>() : await findStoresByCode(tx, [...codes]);
  return good.flatMap(({ row, event }): Ready[] => {
    if (event.storeCode === null) return [{ row, event, storeNo: null }];
    const storeNo = stores.get(event.storeCode);
    if (storeNo !== undefined) return [{ row, event, storeNo }];
    const message = `没有编码为 ${event.storeCode} 的门店，请先建立门店或改正编码，再重放`;
    dead.push({ row, type: event.type, reason: { code: "unknown_store", path: "storeCode", message } });
    return [];
  });
}

async function findMembers(tx: Tx, platform: Platform, ready: readonly Ready[], dead: Dead[]): Promise<LogRow[]> {
  if (ready.length === 0) return [];
  const members: readonly ResolvedMember[] = await resolveMembers(
    tx,
    platform,
    ready.map(({ row, event, storeNo }) => ({
      identifiers: event.identifiers.map((identifier) => ({
        kind: identifier.kind as (typeof identifierKindNames)[number],
        ...(identifier.scope ? { scope: identifier.scope } : {}),
        value: openIdentifier(identifier, platform.cipher),
      })),
      occurredAt: event.occurredAt,
      source: row.source,
      storeNo,
      channel: event.channel,
      // 社群成员: whom only groups know is no contact yet.
      groupOnly: event.type.startsWith("group."),
    })),
  );
  return ready.flatMap(({ row, event, storeNo }, index): LogRow[] => {
    const member = members[index];
    if (!member?.originNo || !member.memberNo) {
      const message = "所有身份标识都无法使用：格式不对，或在屏蔽名单里；请改正后重放";
      dead.push({ row, type: event.type, reason: { code: "no_usable_identifier", path: "identifiers", message } });
      return [];
    }
    return [
      {
        eventKey: row.eventKey,
        source: row.source,
        eventId: row.eventId,
        type: event.type,
        originNo: member.originNo,
        memberNo: member.memberNo,
        occurredAt: event.occurredAt,
        receivedAt: row.receivedAt,
        storeNo,
        channel: event.channel,
        properties: event.properties,
      },
    ];
  });
}

async function processClaimed(tx: Tx, platform: Platform, rows: readonly InboxRow[]): Promise<Processed> {
  const { good, dead } = judgeAll(platform, rows);
  const ready = await findStores(tx, good, dead);
  const log = await findMembers(tx, platform, ready, dead);
  const logged = await insertLogRows(tx, log);
  await dropDeadLetters(
    tx,
    log.map((row) => row.eventKey),
  );
  await bury(tx, platform, dead);
  return { logged, duplicate: log.length - logged, dead: dead.length };
}

async function bury(tx: Tx, platform: Platform, dead: readonly Dead[]): Promise<void> {
  await keepDeadLetters(
    tx,
    dead.map((letter) => ({ ...letter, sealed: platform.cipher.seal(resealPacked(letter.row.raw, platform.cipher)) })),
    platform.clock.now(),
  );
}

async function buryAlone(platform: Platform, seq: number, error: unknown): Promise<Processed> {
  const reason: Reason = {
    code: "failed",
    path: "",
    message: `处理时出错：${error instanceof Error ? error.message : String(error)}`,
  };
  platform.log.error({ err: error, seq }, "an event could not be processed and went to the dead letters");
  return platform.db.transaction().execute(async (tx) => {
    const rows = await claimInbox(tx, { seqs: [seq] });
    await bury(
      tx,
      platform,
      rows.map((row) => ({ row, type: typeIn(row.raw), reason })),
    );
    return { ...nothing, dead: rows.length };
  });
}

/** One batch, one transaction. When an event brings it down, halves are tried, until the guilty one is alone. */
async function processClaim(platform: Platform, claim: Claim): Promise<Processed> {
  let seqs: number[] = [];
  try {
    return await platform.db.transaction().execute(async (tx) => {
      const rows = await claimInbox(tx, claim);
      seqs = rows.map((row) => row.seq);
      return rows.length === 0 ? nothing : await processClaimed(tx, platform, rows);
    });
  } catch (error) {
    const [first] = seqs;
    if (first === undefined || !isEventsFault(error)) throw error;
    if (seqs.length === 1) return buryAlone(platform, first, error);
    const middle = seqs.length >> 1;
    const left = await processClaim(platform, { seqs: seqs.slice(0, middle) });
    return add(left, await processClaim(platform, { seqs: seqs.slice(middle) }));
  }
}

/**
 * Moves waiting events into the log, or to the dead letters with the reason; each once, whatever dies in between. Any number of
 * processes may do it at the same time.
 */
export async function processInbox(platform: Platform, options: ProcessOptions = {}): Promise<Processed> {
  let total = nothing;
  while (!options.signal?.aborted) {
    await options.beforeBatch?.();
    const done = await processClaim(platform, { oldest: options.batch ?? batchEvents });
    if (done.logged + done.duplicate + done.dead === 0) return total;
    total = add(total, done);
  }
  return total;
}

/** Moves exactly these waiting events; waits for a worker that holds one of them. */
export async function processEvents(platform: Platform, keys: readonly string[]): Promise<Processed> {
  return processClaim(platform, { keys });
}
