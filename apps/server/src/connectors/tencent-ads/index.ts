export { tencentConversions } from "./conversions.ts";
