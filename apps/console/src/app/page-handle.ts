import { useMatches } from "react-router";

/** What a route says about its page (`handle` in app/routes.tsx). */
export interface PageHandle {
  readonly title: string;
  /** Without it the page answers "no permission". */
  readonly permission?: string;
  /** Which parts of the lens the page obeys; the top bar shows just these. */
  readonly lens?: { readonly unit?: boolean; readonly period?: boolean };
}

/** The innermost handle of the address. */
export function usePageHandle(): PageHandle {
  const handles = useMatches()
    .map((match) => match.handle as PageHandle | undefined)
    .filter((handle) => handle !== undefined);
  return handles.at(-1) ?? { title: "" };
}
