import { randomInt } from "node:crypto";
import gcoord from "gcoord";
import { isbot } from "isbot";
import { sql } from "kysely";
import { appendEvents } from "../../events/index.ts";
import { dayIn } from "../../kernel/calendar.ts";
import { notFound } from "../../kernel/errors.ts";
import type { Actor } from "../../kernel/http/actor.ts";
import type { Platform } from "../../kernel/platform.ts";
import {
  isOpenAt,
  nearestStores,
  type StoreRow,
  spansOn,
  storeCities,
  storesOfCity,
} from "../../organization/index.ts";
import { noteLanding } from "../ad-systems/clicks.ts";
import { loadGuides, wallClock } from "./load-guides.ts";
import type { CodeConnector } from "./port.ts";
import { guideFor, roomsBehind } from "./rules.ts";
import { type CodeRow, findBySlug, listRooms, type Tx } from "./store.ts";

// Its types tell of a default export that its CommonJS build does not have.
const { transform, WGS84, GCJ02 } = gcoord as unknown as typeof gcoord.default;

export type Ignored = "crawler" | "preview" | "no_browser" | "repeated";

/** Programs that fetch a link to show its card: nobody has opened it yet. */
const previews =
  /WeChatShareExtension|Mpcrawler|WhatsApp|TelegramBot|facebookexternalhit|Slackbot|Discordbot|Twitterbot|DingTalkBot|Lark/i;
/** The same visitor within this time is one opening. */
export const repeatSeconds = 30;

/** Why an opening does not count, by what the browser says of itself; the rule that the console states. */
export function ignoredBy(userAgent: string | undefined, method = "GET"): Ignored | null {
  if (!userAgent || method === "HEAD") return "no_browser";
  if (previews.test(userAgent)) return "preview";
  return isbot(userAgent) ? "crawler" : null;
}

export interface Visitor {
  readonly visitorId: string;
  readonly memberNo: number | null;
}

const utmNames = ["source", "medium", "campaign", "term", "content"] as const;

/** The source parameters of an opening: what the address says, else what the code says. */
export function utmOf(code: Pick<CodeRow, "utm">, query: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    utmNames.flatMap((name) => {
      const said = query[`utm_${name}`];
      const value = typeof said === "string" && said !== "" ? said.slice(0, 100) : code.utm[name];
      return value ? [[name, value]] : [];
    }),
  );
}

/** Writes down an opening; a known customer's goes into their history too. Returns the number of the ad click that it came by. */
export async function recordVisit(
  platform: Platform,
  code: CodeRow,
  visitor: Visitor,
  how: {
    readonly ignored: Ignored | null;
    readonly inviter: string | null;
    readonly utm: Record<string, string>;
    /** The platform's number of the ad click, if the address says one. */
    readonly clickKey: string | null;
  },
): Promise<number | null> {
  const at = platform.clock.now();
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: number; ignored: string | null; originNo: number | null }>`
      insert into live_code_visit (code_id, visitor_id, at, ignored, inviter, utm, origin_no, member_no)
      select ${code.id}::uuid, ${visitor.visitorId}::uuid, ${at}::timestamptz, coalesce(${how.ignored}::text, case when exists (
          select from live_code_visit v where v.visitor_id = ${visitor.visitorId} and v.code_id = ${code.id}
            and v.at > ${new Date(at.getTime() - repeatSeconds * 1000)} and v.ignored is null) then 'repeated' end),
        ${how.inviter}, ${JSON.stringify(how.utm)}::jsonb, ${visitor.memberNo}::int, ${visitor.memberNo}::int
      returning id, ignored, origin_no as "originNo"`.execute(tx);
    const visit = rows[0];
    // A page opened again within seconds still leads on by its click; a machine's never does.
    const clickNo =
      how.clickKey === null || how.ignored !== null
        ? null
        : await noteLanding(tx, {
            ...visitor,
            clickKey: how.clickKey,
            codeId: code.id,
            campaign: how.utm.campaign ?? null,
            at,
          });
    if (!visit || visit.ignored !== null || visitor.memberNo === null) return clickNo;
    await appendEvents(
      tx,
      [
        {
          source: "codes",
          eventId: `opened:${visit.id}`,
          type: "code.scanned",
          originNo: visitor.memberNo,
          memberNo: visitor.memberNo,
          occurredAt: at,
          storeNo: code.storeNo,
          channel: code.channel,
          properties: { codeKind: "material", codeValue: code.slug },
        },
      ],
      at,
    );
    return clickNo;
  });
}

export interface OfferedStore {
  readonly storeNo: number;
  readonly name: string;
  readonly address: string;
  readonly city: string | null;
  readonly metres: number | null;
  /** Null = hours not known. */
  readonly isOpen: boolean | null;
  /** `09:00–22:00` today; "" = not known. */
  readonly hours: string;
  /** Whether somebody or a group with room is there to be shown. */
  readonly receives: boolean;
}

export type Where =
  | { readonly latitude: number; readonly longitude: number; readonly datum: "wgs84" | "gcj02" }
  | { readonly city: string }
  | null;

const offered = 8;

/**
 * The stores that a place code offers: the nearest ones by true distance, those that are open and receive first; or those of a city;
 * or, when the customer shares nothing, the cities to choose from (AQ-02, OR-13).
 */
export async function offerStores(
  platform: Platform,
  code: CodeRow,
  where: Where,
): Promise<{ readonly stores: OfferedStore[]; readonly cities: { city: string; stores: number }[] }> {
  const actor = within(code);
  const { db, clock, config } = platform;
  if (where === null) return { stores: [], cities: await storeCities(db, actor) };
  const rows: (StoreRow & { metres?: number })[] =
    "city" in where
      ? await storesOfCity(db, actor, { city: where.city, limit: 100 })
      : await nearestStores(db, actor, { position: toGcj02(where), limit: offered });
  const now = clock.now();
  const day = dayIn(config.timeZone, now);
  const { time } = wallClock(config.timeZone, now);
  const receiving = await receivingStores(
    db,
    code,
    rows.map(({ storeNo }) => storeNo),
  );
  const stores = rows.map(
    (row): OfferedStore => ({
      storeNo: row.storeNo,
      name: row.name,
      address: row.address,
      city: row.city,
      metres: row.metres === undefined ? null : Math.round(row.metres),
      isOpen: isOpenAt(row.openingHours, row.specialDays, day, time),
      hours: spansOn(row.openingHours ?? {}, row.specialDays, day)
        .map(([from, to]) => `${from}–${to}`)
        .join("、"),
      receives: receiving.has(row.storeNo),
    }),
  );
  return { stores: stores.sort((a, b) => rank(a) - rank(b) || (a.metres ?? 0) - (b.metres ?? 0)), cities: [] };
}

const rank = ({ receives, isOpen }: OfferedStore) => (receives ? 0 : 2) + (isOpen === false ? 1 : 0);

/** Browsers give WGS-84, WeChat's own calls GCJ-02; stores are kept in GCJ-02. Some hundred metres lie between them in China. */
export function toGcj02(where: { latitude: number; longitude: number; datum: "wgs84" | "gcj02" }) {
  if (where.datum === "gcj02") return where;
  const [longitude, latitude] = transform([where.longitude, where.latitude], WGS84, GCJ02);
  return { latitude, longitude };
}

/** Somebody outside sees the part of the chain that the code leads to. */
const within = ({ id, name, path }: CodeRow): Actor => ({
  // Not the system, which would see the whole chain.
  kind: "api_key",
  id,
  name,
  permissions: new Set(),
  scope: [path],
});

async function receivingStores(db: Tx, code: CodeRow, storeNos: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ no: number }>`select store_no as no from live_code_way
    where code_id = ${code.id} and store_no = any(${storeNos}::int[]) and not unwanted and qr_url is not null
      and (empty_because is null or empty_because = 'full')`.execute(db);
  return new Set(rows.map(({ no }) => no));
}

export interface Shown {
  readonly kind: "contact" | "group";
  readonly qrUrl: string;
  readonly storeNo: number | null;
  readonly storeName: string | null;
  readonly guideName: string | null;
  readonly by: "nearest" | "picked" | "own" | "again" | "turn";
}

/** What a visitor is shown, and what the page says when there is nothing to show. */
export type Answer = { readonly shown: Shown } | { readonly nothing: string };

const nothingWords: Readonly<Record<string, string>> = {
  off: "现在不在接待时间，请稍后再来",
  capped: "今天的接待名额已满，请明天再来",
  unreachable: "接待人员暂时无法添加，请联系门店",
  full: "群已满，新群马上就开，请稍后再试",
  nobody: "这里暂时没有接待人员，请选择其他门店",
};

/**
 * Decides what a visitor sees behind a code: their own guide, else the one from before, else whose turn it is; or the group of the
 * store they stand near or picked.
 *
 * @param storeNo of a place code: the store the visitor chose, and how
 * @throws Refusal `not_found` for a code that is no more or a store it does not lead to
 */
export async function showTo(
  platform: Platform,
  connector: CodeConnector,
  slug: string,
  visitor: Visitor,
  choice: { readonly storeNo: number; readonly by: "nearest" | "picked"; readonly metres: number | null } | null,
): Promise<Answer> {
  const code = await findBySlug(platform.db, slug);
  if (!code) throw notFound("这个活码");
  return platform.db.transaction().execute(async (tx) => {
    if (choice) await requireStore(tx, code, choice.storeNo);
    const place = code.kind === "place" ? (choice ?? (await rememberedStore(tx, code, visitor))) : null;
    if (code.kind === "place" && place === null) return { nothing: "" };
    const answer =
      code.entry === "page" && code.kind !== "place" && code.kind !== "group"
        ? await oneGuide(tx, platform, connector, code, visitor)
        : await theWay(tx, code, place);
    if ("shown" in answer) await note(tx, code, visitor, answer.shown, choice?.metres ?? null, answer.staffId ?? null);
    return "shown" in answer ? { shown: answer.shown } : answer;
  });
}

type Decided = { readonly shown: Shown; readonly staffId?: string } | { readonly nothing: string };

/** Of a place: a known customer's own store, else the one this visitor was led to before; null = ask. */
async function rememberedStore(
  tx: Tx,
  code: CodeRow,
  visitor: Visitor,
): Promise<{ readonly storeNo: number; readonly by: "own" | "again" } | null> {
  if (!code.sameGuide) return null;
  const { rows } = await sql<{ storeNo: number; by: "own" | "again" }>`
    select n.no as "storeNo", n.by from (
      select m.store_no as no, 'own' as by, 0 as rank, null::timestamptz as at from member m where m.member_no = ${visitor.memberNo}::int
      union all
      select v.store_no, 'again', 1, v.at from live_code_visit v where v.visitor_id = ${visitor.visitorId} and v.code_id = ${code.id}
        and v.store_no is not null) n
    join live_code_way w on w.code_id = ${code.id} and w.store_no = n.no and not w.unwanted and w.qr_url is not null
      and (w.empty_because is null or w.empty_because = 'full')
    order by n.rank, n.at desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

async function requireStore(tx: Tx, code: CodeRow, storeNo: number): Promise<void> {
  const { rows } = await sql`select from org_unit u join store s on s.org_unit_id = u.id and s.phase = 'open'
    where u.no = ${storeNo} and u.path <@ ${code.path}::ltree`.execute(tx);
  if (rows.length === 0) throw notFound("这家门店");
}

async function oneGuide(
  tx: Tx,
  platform: Platform,
  connector: CodeConnector,
  code: CodeRow,
  visitor: Visitor,
): Promise<Decided> {
  const guides = await loadGuides(tx, platform, connector, [code.id]);
  const { rows } = await sql<{ own: string | null; before: string | null }>`
    select (select m.guide_id from member m where m.member_no = ${visitor.memberNo}::int and ${code.sameGuide}) as own,
      (select v.staff_id from live_code_visit v where v.visitor_id = ${visitor.visitorId} and v.code_id = ${code.id} and v.staff_id is not null
        and ${code.sameGuide} order by v.at desc limit 1) as before`.execute(tx);
  const known = rows[0] ?? { own: null, before: null };
  const shownToday = await shownPerGuide(tx, code.id, platform);
  // Among those below their cap, whoever was shown least comes next: contacts are counted minutes later.
  const balanced = guides.map((guide) =>
    guide.dailyCap !== null && guide.today >= guide.dailyCap
      ? guide
      : { ...guide, dailyCap: null, today: shownToday.get(guide.staffId) ?? 0 },
  );
  const found = guideFor(
    balanced,
    known,
    wallClock(platform.config.timeZone, platform.clock.now()),
    randomInt(1_000_000) / 1_000_000,
  );
  if ("emptyBecause" in found) return { nothing: nothingWords[found.emptyBecause] ?? "" };
  const { rows: ways } = await sql<{ qrUrl: string | null }>`select qr_url as "qrUrl" from live_code_way
    where code_id = ${code.id} and staff_id = ${found.staffId} and not unwanted`.execute(tx);
  const guide = guides.find(({ staffId }) => staffId === found.staffId);
  if (!ways[0]?.qrUrl || !guide) return { nothing: "二维码正在生成，请一分钟后再扫" };
  return {
    staffId: found.staffId,
    shown: {
      kind: "contact",
      qrUrl: ways[0].qrUrl,
      storeNo: code.storeNo,
      storeName: code.storeName,
      guideName: guide.name,
      by: found.by,
    },
  };
}

async function shownPerGuide(tx: Tx, codeId: string, { clock }: Platform): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{
    staffId: string;
    shown: number;
  }>`select staff_id as "staffId", count(distinct visitor_id)::int as shown
    from live_code_visit where code_id = ${codeId} and staff_id is not null and at > ${new Date(clock.now().getTime() - 86_400_000)} group by 1`.execute(
    tx,
  );
  return new Map(rows.map(({ staffId, shown }) => [staffId, shown]));
}

async function theWay(
  tx: Tx,
  code: CodeRow,
  choice: { readonly storeNo: number; readonly by: Shown["by"] } | null,
): Promise<Decided> {
  const { rows } = await sql<{
    kind: "contact" | "group";
    qrUrl: string | null;
    emptyBecause: string | null;
    storeNo: number | null;
    storeName: string | null;
  }>`select case w.kind when 'group' then 'group' else 'contact' end as kind, w.qr_url as "qrUrl", w.empty_because as "emptyBecause", coalesce(w.store_no, c.store_no) as "storeNo", u.name as "storeName"
    from live_code_way w join live_code c on c.id = w.code_id left join org_unit u on u.no = coalesce(w.store_no, c.store_no)
    where w.code_id = ${code.id} and not w.unwanted and w.store_no is not distinct from ${choice?.storeNo ?? null}::int`.execute(
    tx,
  );
  const way = rows[0];
  // A full group's code still works: the platform opens the next group behind it.
  const closed = way?.emptyBecause === "full" ? null : way?.emptyBecause;
  if (!way || closed) return { nothing: nothingWords[closed ?? "nobody"] ?? "" };
  if (!way.qrUrl) return { nothing: "二维码正在生成，请一分钟后再扫" };
  const { kind, qrUrl, storeNo, storeName } = way;
  return { shown: { kind, qrUrl, storeNo, storeName, guideName: null, by: choice?.by ?? "turn" } };
}

/** Notes on the visitor's latest opening what was shown. */
async function note(
  tx: Tx,
  code: CodeRow,
  visitor: Visitor,
  shown: Shown,
  metres: number | null,
  staffId: string | null,
): Promise<void> {
  await sql`update live_code_visit set store_no = ${shown.storeNo}, staff_id = ${staffId}::uuid, chosen_by = ${shown.by}, metres = ${metres}
    where id = (select id from live_code_visit where visitor_id = ${visitor.visitorId} and code_id = ${code.id} order by at desc, id desc limit 1)`.execute(
    tx,
  );
}

/** The groups behind a code, with how full each is. */
export async function describeRooms(tx: Tx, connector: CodeConnector, code: CodeRow) {
  const listed = await listRooms(tx, code.id);
  const rooms = new Map(
    (await connector.rooms(tx, { keys: listed.map(({ key }) => key) })).map((room) => [room.key, room]),
  );
  return listed.flatMap(({ key, openedByItself }) => {
    const room = rooms.get(key);
    if (!room) return [];
    const { full } = roomsBehind([room], code.roomLimit);
    return [{ key, name: room.name, people: room.people, full: full || room.dismissed, openedByItself }];
  });
}
