import type { Kysely } from "kysely";
import { z } from "zod";
import type { DB } from "./postgres/tables.generated.ts";
import { defineSetting, readSetting } from "./settings.ts";

/** Where this installation is reached from the internet, e.g. `https://crm.example.com`; "" until somebody enters it. */
export const publicAddressSetting = defineSetting({
  key: "instance.public_address",
  schema: z.object({ url: z.string().max(200) }),
  initial: { url: "" },
});

/** Scheme, host and port without a trailing slash; null until it is entered. */
export async function publicAddress(db: Kysely<DB>): Promise<string | null> {
  const { value } = await readSetting(db, publicAddressSetting);
  return value.url === "" ? null : value.url;
}
