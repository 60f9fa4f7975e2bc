export { checkEngines, type EngineCheck } from "./check-engines.ts";
export { EngineError, type EngineErrorCode } from "./engine-error.ts";
export { resolveEntry } from "./spawn-entry.ts";
export { type EngineOptions, type Engines, findRunningEngines, startEngines } from "./start-engines.ts";
