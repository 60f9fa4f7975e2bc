import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export type FilterValues = Readonly<Record<string, string>>;

/** Filters kept in the address bar: what is not set is absent. A page that was filtered can be sent to a colleague. */
export function useUrlFilters(
  keys: readonly string[],
): [FilterValues, (changes: Record<string, string | undefined>) => void, () => void] {
  const [params, setParams] = useSearchParams();
  const joined = keys.join(",");
  const values = useMemo(() => {
    const found: Record<string, string> = {};
    for (const key of joined.split(",")) {
      const value = params.get(key);
      if (value) found[key] = value;
    }
    return found;
  }, [params, joined]);

  const change = useCallback(
    (changes: Record<string, string | undefined>) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes)) {
            if (value) next.set(key, value);
            else next.delete(key);
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );
  const clear = useCallback(
    () => change(Object.fromEntries(joined.split(",").map((key) => [key, undefined]))),
    [change, joined],
  );
  return [values, change, clear];
}
