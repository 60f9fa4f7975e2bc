export { keepSession, openCode } from "./sessions.ts";
export { takeMessage } from "./take-events.ts";
export { devicesWing } from "./wing.ts";
