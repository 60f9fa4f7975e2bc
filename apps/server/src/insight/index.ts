export { insightWing } from "./wing.ts";
