import type { Endpoint } from "../../http/endpoint.ts";
import { analysisEndpoints } from "./analysis.ts";
import { checkEndpoints } from "./content-checks.ts";
import { linkEndpoints } from "./links.ts";
import { sessionEndpoints } from "./session.ts";
import { shippingEndpoints } from "./shipping.ts";
import { wxaCodeEndpoints } from "./wxa-codes.ts";

/** What mini programs alone call: wechat-api.md §2, §3. */
export const miniEndpoints: readonly Endpoint[] = [
  ...sessionEndpoints,
  ...wxaCodeEndpoints,
  ...linkEndpoints,
  ...checkEndpoints,
  ...shippingEndpoints,
  ...analysisEndpoints,
];
