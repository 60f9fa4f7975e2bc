import { createClient } from "@feilun/api-client";
import { announceSignedOut } from "../session/signed-out.ts";
import type { LooseClient } from "./loose-client.ts";

/** The console's one way to the server. */
export const api = createClient({ onSignedOut: announceSignedOut });

/** The same, unchecked: for files that still carry types of their own. */
export const looseApi = api as unknown as LooseClient;
