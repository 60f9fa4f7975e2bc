import type { AnswerOf, BodyOf, QueryOf } from "../endpoint.ts";
import type { AccessEndpoints, WecomReply } from "./access.ts";
import type { AcquisitionEndpoints } from "./acquisition.ts";
import type { AlbumEndpoints } from "./albums.ts";
import type { AppMessageEndpoints } from "./app-messages.ts";
import type { ArchiveEndpoints } from "./archive.ts";
import type { ContactWayEndpoints } from "./contact-ways.ts";
import type { ContactEndpoints } from "./contacts.ts";
import type { CustomerServiceEndpoints } from "./customer-service.ts";
import type { CustomerEndpoints } from "./customers.ts";
import type { ExternalPayEndpoints } from "./external-pay.ts";
import type { GroupEndpoints } from "./groups.ts";
import type { InheritanceEndpoints } from "./inheritance.ts";
import type { InterceptEndpoints } from "./intercept.ts";
import type { JoinWayEndpoints } from "./join-ways.ts";
import type { MassMessageEndpoints } from "./mass-messages.ts";
import type { MediaEndpoints } from "./media.ts";
import type { MomentEndpoints } from "./moments.ts";
import type { StatisticsEndpoints } from "./statistics.ts";
import type { TagEndpoints } from "./tags.ts";

/** Every call of WeCom, by `"<METHOD> <path>"`; the method and path can be split off the key at run time. */
export interface WecomEndpoints
  extends AccessEndpoints,
    ContactEndpoints,
    CustomerEndpoints,
    ContactWayEndpoints,
    JoinWayEndpoints,
    TagEndpoints,
    GroupEndpoints,
    MassMessageEndpoints,
    MomentEndpoints,
    InheritanceEndpoints,
    StatisticsEndpoints,
    AppMessageEndpoints,
    AcquisitionEndpoints,
    CustomerServiceEndpoints,
    MediaEndpoints,
    InterceptEndpoints,
    AlbumEndpoints,
    ArchiveEndpoints,
    ExternalPayEndpoints {}

export type WecomEndpoint = keyof WecomEndpoints;
/** The query beside the access token, or `undefined`. */
export type WecomQuery<E extends WecomEndpoint> = QueryOf<WecomEndpoints[E]>;
/** The JSON body, or `undefined`. */
export type WecomBody<E extends WecomEndpoint> = BodyOf<WecomEndpoints[E]>;
/** A successful reply. */
export type WecomAnswer<E extends WecomEndpoint> = WecomReply & AnswerOf<WecomEndpoints[E]>;
