import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import type { PageHandle } from "./page-handle.ts";
import { RouteError } from "./route-error.tsx";

/** A page in a chunk of its own; its module exports `Component`. */
export function page(path: string, handle: PageHandle, load: () => Promise<{ Component: ComponentType }>): RouteObject {
  return { path, handle, lazy: load, ErrorBoundary: RouteError };
}

export const insight = { permission: "metrics.read", lens: { unit: true } } as const;
export const insightInPeriod = { permission: "metrics.read", lens: { unit: true, period: true } } as const;
