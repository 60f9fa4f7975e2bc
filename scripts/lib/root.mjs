import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root. */
export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
