export { webhooksWing } from "./wing.ts";
