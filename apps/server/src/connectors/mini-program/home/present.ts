import type { z } from "zod";
import type { ChosenHome } from "./choose-home.ts";
import type { StorePlace } from "./places.ts";
import { homeBases, judge } from "./rules.ts";
import { type homeAnswer, homeNames, type tryAnswer } from "./schemas.ts";

const usualWords = "系统默认";

const store = ({ storeNo, code, name, address, metres, isOpen, hours }: StorePlace) => ({
  storeNo,
  code,
  name,
  address,
  metres: metres === null ? null : Math.round(metres),
  isOpen,
  hours,
});

/** A decision as the mini program is told it. */
export function presentHome({ chosen, places, cities }: ChosenHome): Omit<z.input<typeof homeAnswer>, "visitId"> {
  const { home, basis, place } = chosen;
  const delivers = place !== null && judge(place).homeDelivery === null;
  return {
    home,
    homeName: homeNames[home],
    basis,
    basisName: homeBases[basis],
    store: place && { ...store(place), deliveryMinutes: delivers ? place.rule.deliveryMinutes : null },
    nearby: places.slice(0, 5).map(store),
    cities: cities.map((city) => ({ ...city })),
  };
}

/** A decision with the reason for every store that was looked at. */
export function presentTry(decided: ChosenHome): z.input<typeof tryAnswer> {
  const { place } = decided.chosen;
  const looked = decided.places.length > 0 ? decided.places : place ? [place] : [];
  return {
    ...presentHome(decided),
    looked: looked.map((each) => {
      const { scanAndGo, homeDelivery } = judge(each);
      const { inStoreMetres, deliveryMetres, deliveryMinutes } = each.rule;
      const units = [...new Set(Object.values(each.from).map((name) => name ?? usualWords))];
      return {
        ...store(each),
        scanAndGo,
        homeDelivery,
        rule: { inStoreMetres, deliveryMetres, deliveryMinutes },
        ruleFrom: units.join("、"),
      };
    }),
  };
}
