/** How a store's home page follows the visitor's place (CH-21). */
export interface HomeRule {
  /** The store offers scan-and-go to who stands in it. */
  readonly scanAndGo: boolean;
  /** How far from the store's point somebody still counts as inside. */
  readonly inStoreMetres: number;
  readonly homeDelivery: boolean;
  readonly deliveryMetres: number;
  /** What is promised to who orders. */
  readonly deliveryMinutes: number;
  /** Orders are taken while the store is closed, for later. */
  readonly deliversClosed: boolean;
}

/** What holds where no unit says otherwise. */
export const usualHomeRule: HomeRule = {
  scanAndGo: true,
  inStoreMetres: 150,
  homeDelivery: true,
  deliveryMetres: 3_000,
  deliveryMinutes: 60,
  deliversClosed: false,
};

export type Home = "scan_and_go" | "home_delivery" | "nearby";

/** What the choice of a home rests on. */
export const homeBases = {
  scanned: "扫了店里的码",
  inside: "人在店内",
  in_range: "在配送范围内",
  picked: "客户自己选的门店",
  last_store: "没有位置，用上次的门店",
  guide_store: "没有位置，用专属导购或所属的门店",
  out_of_range: "附近没有店能服务",
  nowhere: "没有位置，也没有去过的门店",
} as const;

export type HomeBasis = keyof typeof homeBases;

/** A store as seen from where the visitor stands. */
export interface Place {
  readonly storeNo: number;
  readonly services: readonly string[];
  /** Null = where the visitor stands is not known. */
  readonly metres: number | null;
  /** Null = its hours are not known: it counts as open. */
  readonly isOpen: boolean | null;
  readonly rule: HomeRule;
}

/** Why a store does not serve somebody at this place; null = it does. */
export interface Judged<Of extends Place = Place> {
  readonly place: Of;
  readonly scanAndGo: string | null;
  readonly homeDelivery: string | null;
}

const metresText = (metres: number) =>
  metres < 1_000 ? `${Math.round(metres)} 米` : `${Math.round(metres / 100) / 10} 公里`;

/** What one store can do for somebody who stands there, with the reason where it cannot. */
export function judge<Of extends Place>(place: Of): Judged<Of> {
  const { services, metres, isOpen, rule } = place;
  const scanAndGo = !rule.scanAndGo
    ? "规则关闭了扫码购"
    : !services.includes("in_store")
      ? "门店没有到店服务"
      : metres === null
        ? "不知道客户在不在店里"
        : metres > rule.inStoreMetres
          ? `相距 ${metresText(metres)}，超出店内范围 ${metresText(rule.inStoreMetres)}`
          : isOpen === false
            ? "门店现在不营业"
            : null;
  const homeDelivery = !rule.homeDelivery
    ? "规则关闭了到家"
    : !services.includes("home_delivery")
      ? "门店没有到家服务"
      : metres !== null && metres > rule.deliveryMetres
        ? `相距 ${metresText(metres)}，超出配送范围 ${metresText(rule.deliveryMetres)}`
        : isOpen === false && !rule.deliversClosed
          ? "门店现在不营业"
          : null;
  return { place, scanAndGo, homeDelivery };
}

export interface Chosen<Of extends Place = Place> {
  readonly home: Home;
  readonly basis: HomeBasis;
  readonly place: Of | null;
}

/**
 * The home for who shares a position: scan-and-go in the nearest store they stand in, else delivery from the nearest store that
 * delivers there, else the stores nearby.
 *
 * @param places nearest first
 */
export function homeAt<Of extends Place>(places: readonly Of[]): Chosen<Of> {
  const judged = places.map(judge);
  const inside = judged.find(({ scanAndGo }) => scanAndGo === null);
  if (inside) return { home: "scan_and_go", basis: "inside", place: inside.place };
  const near = judged.find(({ homeDelivery }) => homeDelivery === null);
  if (near) return { home: "home_delivery", basis: "in_range", place: near.place };
  return { home: "nearby", basis: "out_of_range", place: null };
}

/** The home at a store that is known without a position: delivery when it delivers, else its page among the stores. */
export function homeOf<Of extends Place>(place: Of, basis: HomeBasis): Chosen<Of> {
  return { home: judge(place).homeDelivery === null ? "home_delivery" : "nearby", basis, place };
}

/** Whose code was scanned in the store stands in it: no position is needed, and none overrules it. */
export function homeScanned<Of extends Place>(place: Of): Chosen<Of> {
  const standing = judge({ ...place, metres: 0 });
  return standing.scanAndGo === null ? { home: "scan_and_go", basis: "scanned", place } : homeOf(place, "scanned");
}
