import { createBrowserRouter, type RouteObject } from "react-router";
import { SessionGuard } from "../session/session-guard.tsx";
import { SignInPage } from "../session/sign-in-page.tsx";
import { PageSkeleton } from "../shared/feedback/page-skeleton.tsx";
import { pages } from "./pages.tsx";
import { RouteError } from "./route-error.tsx";
import { Shell } from "./shell/shell.tsx";

const routes: RouteObject[] = [
  { path: "/sign-in", Component: SignInPage },
  {
    path: "/forms/:formCode",
    HydrateFallback: PageSkeleton,
    ErrorBoundary: RouteError,
    lazy: async () => ({ Component: (await import("../pages/leads/public-form-page.tsx")).PublicFormPage }),
  },
  {
    path: "/sidebar",
    Component: SessionGuard,
    HydrateFallback: PageSkeleton,
    ErrorBoundary: RouteError,
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import("../pages/sidebar/sidebar-page.tsx")).SidebarPage }),
      },
    ],
  },
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
