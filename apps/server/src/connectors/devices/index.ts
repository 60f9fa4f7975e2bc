export { devicesWing } from "./wing.ts";
