import { Navigate } from "react-router";
import { useCan, useMe } from "../session/me.ts";
import { navigation } from "./navigation.tsx";

/** Sends each role to where its day begins: one store's people to their store, others to the overview, or to the first page they may open. */
export function Home() {
  const me = useMe();
  const can = useCan();
  if (can("metrics.read")) {
    const isOneStore = me.units.length === 1 && me.units[0]?.kind === "store";
    return <Navigate to={isOneStore ? "/store" : "/overview"} replace />;
  }
  const first = navigation.flatMap((group) => group.items).find((item) => can(item.permission));
  return <Navigate to={first?.to ?? "/welcome"} replace />;
}
