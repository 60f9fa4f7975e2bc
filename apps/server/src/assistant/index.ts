export { type LanguageModel, type ModelAnswer, type ModelQuestion, ModelRefusal } from "./model/port.ts";
export { assistantWing } from "./wing.ts";
