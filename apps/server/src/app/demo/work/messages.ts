import { sql } from "kysely";
import {
  createOutbound,
  HandOverRefused,
  type OutboundChannel,
  type OutboundChannelName,
  type OutboundDraft,
  type Result,
  workOffOutbound,
} from "../../../engagement/index.ts";
import { addDays } from "../../../kernel/calendar.ts";
import { actAs } from "../../../organization/index.ts";
import { hashOf } from "../random.ts";
import { hasRows, unitOf } from "./look-up.ts";
import type { Office } from "./office.ts";

interface Addressed {
  readonly key: string;
  readonly originNo: number;
  readonly memberNo: number;
  readonly guide: string;
}

/** Customers of the flagship with the guide who serves them, as a platform would address them. */
async function customersOf(office: Office, flagship: string, count: number): Promise<Addressed[]> {
  const { no } = await unitOf(office.platform, flagship);
  const { rows } = await sql<Addressed>`
    select 'demo-' || m.member_no as key, m.member_no as "originNo", m.member_no as "memberNo", s.code as guide
    from member m join staff s on s.id = m.guide_id
    where m.store_no = ${no} and m.status = 'active' and m.relation in ('contact', 'member') order by m.member_no limit ${count}`.execute(
    office.platform.db,
  );
  return rows;
}

/** What a platform answers of each person; null = their guide left them out. */
type Fate = (person: Addressed) => Omit<Result, "target" | "at"> | null;

/** A way out that leads nowhere: it answers at once what `fate` says. No platform is asked. */
function pretended(
  name: OutboundChannelName,
  people: readonly Addressed[],
  fate: Fate | HandOverRefused,
): OutboundChannel {
  const byKey = new Map(people.map((person) => [person.key, person]));
  const resultsOf = (keys: readonly string[]): Result[] =>
    keys.flatMap((key) => {
      const person = byKey.get(key);
      const told = person && !(fate instanceof HandOverRefused) ? fate(person) : null;
      return person && told ? [{ ...told, target: person, at: new Date() }] : [];
    });
  let handed: readonly string[] = [];
  const byGuides = name === "wecom_mass";
  return {
    name,
    maxTargets: 10_000,
    repetitionMinutes: 0,
    resolve: async () => [],
    accounts: async () => [],
    hand: async (task, targets) => {
      if (fate instanceof HandOverRefused) throw fate;
      handed = targets;
      return { platformKey: `demo-${task.businessKey}`, final: !byGuides, results: byGuides ? [] : resultsOf(targets) };
    },
    ...(byGuides && {
      async *collect() {
        const results = resultsOf(handed);
        const confirmed = new Set(results.map(({ senderKey }) => senderKey));
        const guides = new Set(handed.flatMap((key) => byKey.get(key)?.guide ?? []));
        yield {
          senders: [...guides].map((key) => ({
            key,
            confirmedAt: confirmed.has(key) ? new Date() : null,
            collected: true,
          })),
          results,
        };
      },
    }),
  };
}

const viaGuides =
  (lazy: (guide: string) => boolean): Fate =>
  ({ key, guide }) => {
    if (lazy(guide)) return { outcome: "expired" };
    const luck = hashOf(key) % 20;
    if (luck === 0) return { outcome: "not_friend", senderKey: guide };
    if (luck === 1) return { outcome: "cap_reached", senderKey: guide };
    return luck === 2 ? null : { outcome: "sent", senderKey: guide };
  };

interface Message {
  readonly channel: OutboundChannelName;
  readonly people: readonly Addressed[];
  readonly fate: Fate | HandOverRefused;
  readonly draft: Pick<OutboundDraft, "businessKey" | "title" | "content" | "kind" | "priority">;
}

function messages(people: readonly Addressed[]): Message[] {
  const served = (guide: string) => people.filter((person) => person.guide === guide).length;
  const [lazy] = [...new Set(people.map(({ guide }) => guide))].sort((a, b) => served(a) - served(b));
  const template = (id: string, data: Record<string, string>) => ({ template: { id, data } });
  return [
    {
      channel: "mini_subscribe",
      people: people.slice(0, 24),
      fate: ({ key }) => {
        const luck = hashOf(`ship${key}`) % 8;
        if (luck === 0) return { outcome: "no_quota", reason: "客户没有同意再次接收这条订阅消息" };
        return luck === 1 ? { outcome: "blocked", reason: "客户关闭了订阅消息" } : { outcome: "delivered" };
      },
      draft: {
        businessKey: "demo:shipped",
        title: "订单发货提醒",
        kind: "transaction",
        content: template("demo-shipped", { thing1: "您的订单已由旗舰店发出", time2: "预计明天 12:00 前送达" }),
      },
    },
    {
      channel: "wecom_mass",
      people,
      fate: viaGuides((guide) => guide === lazy),
      draft: {
        businessKey: "demo:weekend",
        title: "周末会员日：到店享 88 折",
        kind: "marketing",
        content: { text: "本周六、周日会员到店享 88 折，新到的香薰和餐具可以现场试。到店前告诉我一声，帮您留货。" },
      },
    },
    {
      channel: "official_template",
      people: people.slice(10, 40),
      fate: ({ key }) =>
        hashOf(`points${key}`) % 9 === 0
          ? { outcome: "unreachable", reason: "客户已取消关注公众号" }
          : { outcome: "delivered" },
      draft: {
        businessKey: "demo:points",
        title: "积分到期提醒",
        kind: "service",
        content: template("demo-points", { thing1: "您有积分将于月底到期", thing2: "可在小程序兑换礼品" }),
      },
    },
    {
      channel: "wecom_mass",
      people: people.slice(0, 30),
      fate: viaGuides(() => false),
      draft: {
        businessKey: "demo:new-arrivals",
        title: "新品到店：春季餐具系列",
        kind: "marketing",
        priority: 40,
        content: { text: "春季餐具系列今天到店，老客可以先看实拍图，喜欢的我帮您留。" },
      },
    },
    {
      channel: "official_template",
      people: people.slice(40, 52),
      fate: new HandOverRefused({
        errcode: 40037,
        reason: "模板不存在或已被删除",
        remedy: "到公众号后台「模板消息」核对模板，重新选择后再发",
        retry: "never",
        uncertain: false,
      }),
      draft: {
        businessKey: "demo:upgrade",
        title: "会员升级通知",
        kind: "service",
        content: template("demo-removed", { thing1: "恭喜升级为金卡会员" }),
      },
    },
  ];
}

/**
 * Messages of yesterday and what came of them, person by person: through the product's own ledger and touch policy, but to a platform that only
 * pretends. All of them are over, so nothing of them is ever handed to a real one.
 */
export async function sendMessages(office: Office, flagship: string): Promise<void> {
  const { platform } = office;
  if (await hasRows(platform, "outbound")) return;
  const day = addDays(office.today, -1);
  office.at(day, "10:30");
  const operator = await office.colleague("hq");
  const actor = await actAs(platform.db, operator.id, "outbound.write", day);
  const people = await customersOf(office, flagship, 60);
  if (!actor || people.length === 0) return;
  const accountId = "00000000-0000-4000-8000-00000000de30";
  for (const { channel: name, people: to, fate, draft } of messages(people)) {
    const channel = pretended(name, to, fate);
    await platform.db
      .transaction()
      .execute((tx) => createOutbound(platform, tx, actor, channel, { ...draft, accountId, targets: to }));
    await workOffOutbound(platform, [channel], new AbortController().signal);
    // What the platform took is asked for at once instead of in a minute.
    await sql`update outbound set next_at = now() where business_key = ${draft.businessKey} and state = 'accepted'`.execute(
      platform.db,
    );
    await workOffOutbound(platform, [channel], new AbortController().signal);
  }
}
