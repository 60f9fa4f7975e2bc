import { daysBetween } from "../../kernel/calendar.ts";
import { type Balance, fewest, type LedgerRow } from "./rules.ts";
import type { CooperationFigures } from "./schemas.ts";
import type { Cooperation } from "./store.ts";
import { measures } from "./vocabulary.ts";

export interface Advice {
  readonly level: "warn" | "do" | "note";
  readonly text: string;
}

/** From this share of what was agreed on, a debt is worth asking for. */
const debtFrom = 0.2;

/** What the operator has to decide next, the most pressing first. */
export function adviceOf(
  cooperation: Pick<Cooperation, "state" | "startsOn" | "endsOn" | "contractTo" | "verdict" | "brand" | "measure">,
  stand: {
    readonly figures: CooperationFigures;
    readonly balance: Balance;
    readonly ledger: readonly LedgerRow[];
    readonly hasTerms: boolean;
    readonly hasWays: boolean;
    /** Last opening of any of our ways; null = never. */
    readonly lastVisitDay: string | null;
    readonly lastToldDay: string | null;
    readonly today: string;
  },
): Advice[] {
  const { state, startsOn, endsOn, contractTo, verdict, brand } = cooperation;
  const { figures, balance, ledger, today } = stand;
  const open = state === "planned" || state === "running";
  const said: (Advice | false)[] = [
    open &&
      contractTo !== null &&
      contractTo < endsOn &&
      warn(`合同 ${contractTo} 到期，早于合作结束日 ${endsOn}，请先续签`),
    state === "planned" && startsOn < today && warn(`原定 ${startsOn} 开始，已经过了；请开始、改期或取消`),
    state === "running" && endsOn < today && todo(`合作 ${endsOn} 已到期，请结束它；结束时我方链接和活码可以一起停用`),
    open && !stand.hasWays && todo("还没有我方链接、活码或券，来的人归不到这次合作"),
    open && !stand.hasTerms && todo("还没有写明双方各给什么、给多少"),
    state === "running" &&
      silentDays(stand.lastVisitDay ?? startsOn, today) >= 3 &&
      warn(
        `我方链接已 ${silentDays(stand.lastVisitDay ?? startsOn, today)} 天没有人打开，请找${brand}确认内容是否已发`,
      ),
    ...(open || verdict === null ? debtOf(balance, brand) : []),
    ...ledger
      .filter(({ toUs, toThem }) => toUs.differs || toThem.differs)
      .map(({ measure }) => warn(`「${measures[measure].label}」双方数字相差超过一成，结算前请先核对口径`)),
    state === "ended" &&
      verdict === null &&
      stand.lastToldDay === null &&
      todo(`还没有${brand}的填报，先请对方提供它那边的曝光、新增与成交`),
    state === "ended" && verdict === null && todo("请写复盘：写完数据定格，作为下次谈判的依据"),
    figures.arrivals >= fewest &&
      figures.left / figures.arrivals >= 0.3 &&
      warn(`扫码来的人里 ${Math.round((figures.left / figures.arrivals) * 100)}% 已离开，客群或承接可能不合适`),
    figures.known >= fewest &&
      figures.already / figures.known >= 0.5 &&
      note(
        `认得出的来客里 ${Math.round((figures.already / figures.known) * 100)}% 本来就是我方客户，这次合作带来的新人有限`,
      ),
    state === "ended" && !figures.mature90 && note(`90 天价值要到 ${endsOn} 之后 90 天才完整，现在的数字还会涨`),
  ];
  return said.filter((each) => each !== false);
}

const warn = (text: string): Advice => ({ level: "warn", text });
const todo = (text: string): Advice => ({ level: "do", text });
const note = (text: string): Advice => ({ level: "note", text });
const silentDays = (from: string, today: string) => daysBetween(from, today);

function debtOf({ due, received, given, rate, measure }: Balance, brand: string): Advice[] {
  const against = Math.max(received, given * rate);
  if (against === 0 || Math.abs(due) < debtFrom * against) return [];
  const { label, unit } = measures[measure];
  const amount = unit === "fen" ? `${(Math.abs(due) / 100).toFixed(2)} 元` : String(Math.abs(due));
  return [
    todo(
      due > 0
        ? `按「${label}」算，${brand}还欠我方 ${amount}，请约定补量再继续投入`
        : `按「${label}」算，我方还欠${brand} ${amount}，请安排资源位补上`,
    ),
  ];
}
