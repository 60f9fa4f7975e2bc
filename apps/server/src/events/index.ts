export { appendEvents, type EventDraft } from "./log/append-events.ts";
export { interactionTypes } from "./registry/registry.ts";
