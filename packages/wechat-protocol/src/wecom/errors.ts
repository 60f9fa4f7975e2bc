import { errorTable, unlistedError, type WireError } from "../wire-error.ts";
import { ACCESS_ERRORS } from "./errors/access.ts";
import { CUSTOMER_ERRORS } from "./errors/customer.ts";
import { DIRECTORY_ERRORS } from "./errors/directory.ts";
import { SERVICE_ERRORS } from "./errors/service.ts";

/** Every errcode of wecom-api.md, by code. */
export const WECOM_ERRORS: ReadonlyMap<number, WireError> = errorTable([
  ...ACCESS_ERRORS,
  ...DIRECTORY_ERRORS,
  ...CUSTOMER_ERRORS,
  ...SERVICE_ERRORS,
]);

/** What an errcode means and what to do; an unlisted code comes back with `known: false` and is never retried. */
export function wecomError(code: number): WireError {
  return WECOM_ERRORS.get(code) ?? unlistedError(code, "企业微信");
}
