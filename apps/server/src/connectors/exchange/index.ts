export { exchangeWing } from "./wing.ts";
