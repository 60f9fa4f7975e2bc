import { createClient } from "@feilun/api-client";
import { announceSignedOut } from "../session/signed-out.ts";

/** The console's one way to the server. */
export const api = createClient({ onSignedOut: announceSignedOut });
