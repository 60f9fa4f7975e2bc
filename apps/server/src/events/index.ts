export { eventFeed } from "./delivery/event-feed.ts";
export { type Reconciliation, reconcileEvents } from "./delivery/reconcile.ts";
export { squashMemberNumbers } from "./delivery/squash.ts";
export { acceptEvents } from "./ingestion/accept-events.ts";
export { writeInbox } from "./ingestion/inbox.ts";
export { appendEvents, type EventDraft } from "./log/append-events.ts";
export { processInbox } from "./processing/process-inbox.ts";
export { type EventTypeName, eventTypes, interactionTypes } from "./registry/registry.ts";
export { eventsWing } from "./wing.ts";
