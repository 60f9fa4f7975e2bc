import { type Service, services } from "../stores/vocabulary.ts";
import type { Decision, Unfit } from "./criteria.ts";

/** What the words need to know of a dealer's place in the comparison. */
interface Standing {
  readonly candidate: { readonly dealerName: string; readonly terms: { readonly weight: number } };
  readonly metres: number | null;
  readonly load: { readonly today: number; readonly recent: number };
}

const km = (metres: number | null) => (metres === null ? "未知" : `${(metres / 1_000).toFixed(1)} 公里`);

/** Why a dealer fell behind, for the person who asks; names the winner and nobody else. */
export function loserWords(reason: Decision, loser: Standing, winner: Standing): string {
  const name = `「${winner.candidate.dealerName}」`;
  switch (reason) {
    case "share_code":
      return `客户由${name}的分享码进来`;
    case "belonging":
      return `客户已归属${name}的门店`;
    case "territory":
      return `客户在${name}的保护区域内`;
    case "nearest":
      return winner.metres === null
        ? `客户所在地区离${name}的门店更近`
        : `距离 ${km(loser.metres)}，${name}的门店 ${km(winner.metres)}`;
    case "capacity":
      return `今天已分到 ${loser.load.today} 位，到了每日上限`;
    case "weight":
      return `近 30 天已分到 ${loser.load.recent} 位（权重 ${loser.candidate.terms.weight}），按权重轮到${name}`;
    default:
      return `各项条件相同，${name}的门店更近或编号在前`;
  }
}

/** Why a dealer was not compared. */
export function unfitWords(why: Unfit, service: Service | null): string {
  switch (why) {
    case "not_accepting":
      return "暂停接收线上流量";
    case "no_service":
      return `没有提供「${service === null ? "" : services[service]}」的营业门店`;
    case "too_far":
      return "门店超出最远距离";
    case "no_place":
      return "门店没有坐标，无法判断距离";
  }
}
