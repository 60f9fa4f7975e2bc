import { useCallback, useEffect, useMemo } from "react";
import { useSearchParams } from "react-router";
import { shopToday } from "../shared/format/date.ts";
import { dayAfter, defaultPeriodKey, type Period, resolvePeriod } from "./period.ts";

const memory = "feilun.lens";

function remembered(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(memory) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

function remember(name: string, value: string | null): void {
  const next = remembered();
  if (value === null) delete next[name];
  else next[name] = value;
  sessionStorage.setItem(memory, JSON.stringify(next));
}

/** What the signed-in person is looking at: a part of the chain, and a period. */
export interface Lens {
  /** The chosen organisation unit; null = everything in the person's scope. */
  readonly unitId: string | null;
  readonly periodKey: string;
  readonly period: Period;
  readonly setUnitId: (unitId: string | null) => void;
  readonly setPeriodKey: (key: string) => void;
}

/** The lens lives in the address (`?unit=…&period=…`), so that a link shows others the same; moving on without it keeps the last one. */
export function useLens(): Lens {
  const [params, setParams] = useSearchParams();
  const last = remembered();
  // `unit=` without a value asks for the whole scope.
  const unitId = (params.get("unit") ?? last.unit) || null;
  const wanted = params.get("period") ?? last.period ?? defaultPeriodKey;
  const today = shopToday();
  const found = resolvePeriod(wanted, today);
  const periodKey = found ? wanted : defaultPeriodKey;

  const set = useCallback(
    (name: "unit" | "period", value: string | null) => {
      remember(name, value);
      setParams((before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        next.delete("cursor");
        return next;
      });
    },
    [setParams],
  );

  return useMemo(
    () => ({
      unitId,
      periodKey,
      period: resolvePeriod(periodKey, today) as Period,
      setUnitId: (id) => set("unit", id),
      setPeriodKey: (key) => set("period", key),
    }),
    [unitId, periodKey, today, set],
  );
}

/** Keeps the address and the memory of the lens in step: a link changes the memory, the memory completes a bare address. */
export function useLensInAddress(wanted: { readonly unit?: boolean; readonly period?: boolean } | undefined): void {
  const [params, setParams] = useSearchParams();
  useEffect(() => {
    const last = remembered();
    const missing: [string, string][] = [];
    for (const name of ["unit", "period"] as const) {
      const value = params.get(name);
      if (value !== null) remember(name, value || null);
      else if (wanted?.[name] && last[name]) missing.push([name, last[name]]);
    }
    if (missing.length === 0) return;
    setParams((before) => new URLSearchParams([...before, ...missing]), { replace: true });
  }, [params, setParams, wanted]);
}

/** Forgets the last lens; for the next person at this browser. */
export function forgetLens(): void {
  sessionStorage.removeItem(memory);
}

/** The lens as the API's query takes it: the unit, and the period as a half-open span of days. */
export function useLensQuery(): { readonly orgUnitId?: string; readonly from: string; readonly to: string } {
  const { unitId, period } = useLens();
  return { orgUnitId: unitId ?? undefined, from: period.from, to: dayAfter(period.to) };
}
