import { billEndpoints } from "./bills/endpoints.ts";
import { couponEndpoints } from "./coupons/endpoints.ts";
import type { PayEndpoint } from "./endpoint.ts";
import { certificateEndpoints } from "./merchants/certificates.ts";
import { orderEndpoints } from "./orders/endpoints.ts";
import { refundEndpoints } from "./refunds/endpoints.ts";
import { sharingEndpoints } from "./sharing/endpoints.ts";
import { smartguideEndpoints } from "./smartguide/endpoints.ts";
import { transferEndpoints } from "./transfers/endpoints.ts";
import { voucherEndpoints } from "./vouchers/endpoints.ts";

/** Every call of Pay that the sandbox knows. */
export const payEndpoints: readonly PayEndpoint[] = [
  ...certificateEndpoints,
  ...orderEndpoints,
  ...refundEndpoints,
  ...billEndpoints,
  ...sharingEndpoints,
  ...couponEndpoints,
  ...voucherEndpoints,
  ...smartguideEndpoints,
  ...transferEndpoints,
];
