/** Processing drains the inbox; ingestion wakes it. */
export const processInboxJob = "events.process_inbox";
