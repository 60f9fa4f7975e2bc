import type { WantState } from "./vocabulary.ts";

const next: Readonly<Record<WantState, readonly WantState[]>> = {
  asked: ["found", "ordered", "gone"],
  found: ["ordered", "told", "gone"],
  ordered: ["found", "told", "gone"],
  told: ["bought", "gone"],
  bought: [],
  gone: ["asked"],
};

/** What a want may become: nobody is told before the goods were found or ordered. */
export const nextStates = (state: WantState): readonly WantState[] => next[state];

/** Still somebody's work. */
export const openStates: readonly WantState[] = ["asked", "found", "ordered"];

/** The series of codes that belongs to a scene at one kind of place. */
export const seriesOf = (sceneNo: number, placement: string): string => `扫码场景 ${sceneNo} ${placement}`;

export interface Tried {
  readonly key: string;
  readonly label: string;
  readonly people: number;
  readonly contacts: number;
  /** Stores that have this scene at this place, and whether it hangs there. */
  readonly stores: number;
  readonly hungStores: number;
}

export interface Advice {
  readonly key: string;
  readonly label: string;
  readonly people: number;
  readonly contacts: number;
  /** New friends per person who scanned, 0…1, of this one and of everything else. */
  readonly rate: number;
  readonly othersRate: number;
  readonly storesToHang: number;
}

/** Below this many people a rate says nothing. */
export const fewestPeople = 30;

/**
 * What brought more friends per person than all the rest together and does not hang everywhere yet; the best first, three at most.
 * Fewer than {@link fewestPeople} people, here or in the rest, give no advice.
 */
export function adviceOf(rows: readonly Tried[]): Advice[] {
  const people = sum(rows, (row) => row.people);
  const contacts = sum(rows, (row) => row.contacts);
  return rows
    .flatMap((row) => {
      const othersPeople = people - row.people;
      if (row.people < fewestPeople || othersPeople < fewestPeople) return [];
      const rate = row.contacts / row.people;
      const othersRate = (contacts - row.contacts) / othersPeople;
      const storesToHang = row.stores - row.hungStores;
      if (rate <= othersRate || storesToHang <= 0) return [];
      const { key, label } = row;
      return [{ key, label, people: row.people, contacts: row.contacts, rate, othersRate, storesToHang }];
    })
    .sort((a, b) => b.rate - a.rate)
    .slice(0, 3);
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
