import { ApiProblem } from "@feilun/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Navigate, Outlet, useLocation, useNavigate } from "react-router";
import { PageSkeleton } from "../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../shared/feedback/states.tsx";
import { meQuery } from "./me.ts";
import { onSignedOut } from "./signed-out.ts";

/** Lets only signed-in people through; whoever is sent to sign in comes back to the page they wanted. */
export function SessionGuard() {
  const me = useQuery(meQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const signIn = `/sign-in?next=${encodeURIComponent(pathname + search)}`;

  useEffect(
    () =>
      onSignedOut(() => {
        queries.removeQueries({ queryKey: ["me"] });
        void navigate(signIn, { replace: true });
      }),
    [queries, navigate, signIn],
  );

  if (me.data) return <Outlet />;
  if (me.isError) {
    if (me.error instanceof ApiProblem && me.error.status === 401) return <Navigate to={signIn} replace />;
    return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  }
  return (
    <div style={{ padding: 32 }}>
      <PageSkeleton />
    </div>
  );
}
