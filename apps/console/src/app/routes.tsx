import { createBrowserRouter, type RouteObject } from "react-router";
import { SessionGuard } from "../session/session-guard.tsx";
import { SignInPage } from "../session/sign-in-page.tsx";
import { PageSkeleton } from "../shared/feedback/page-skeleton.tsx";
import { NotFound } from "./forbidden.tsx";
import { Home } from "./home.tsx";
import type { PageHandle } from "./page-handle.ts";
import { RouteError } from "./route-error.tsx";
import { Shell } from "./shell/shell.tsx";

/** A page in a chunk of its own. */
function page(path: string, handle: PageHandle, load: () => Promise<{ Component: React.ComponentType }>): RouteObject {
  return { path, handle, lazy: load, ErrorBoundary: RouteError };
}

const pages: RouteObject[] = [
  { index: true, Component: Home },
  { path: "*", Component: NotFound, handle: { title: "没有找到" } satisfies PageHandle },
];

export const routes: RouteObject[] = [
  { path: "/sign-in", Component: SignInPage },
  {
    path: "/",
    Component: SessionGuard,
    HydrateFallback: PageSkeleton,
    ErrorBoundary: RouteError,
    children: [{ Component: Shell, children: pages }],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}

export { page };
