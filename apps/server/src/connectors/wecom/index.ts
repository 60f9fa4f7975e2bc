export { wecomCallbacks } from "./callbacks/callbacks.ts";
export { wecomCodeConnector } from "./codes/code-connector.ts";
export { wecomArrivals } from "./customers/arrivals.ts";
export { wecomExaminer } from "./doctor/examine-wecom.ts";
export { inheritanceWing } from "./inheritance/wing.ts";
export { wecomOutboundChannels } from "./outbound/channels.ts";
export { type WecomApi, wecomApi } from "./wecom-api.ts";
export { defaultWelcome, type Meeting, type Welcome, type WelcomeComposer } from "./welcome/composer.ts";
export { type WecomPorts, wecomWing } from "./wing.ts";
