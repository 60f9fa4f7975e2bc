export { toolsWing } from "./wing.ts";
