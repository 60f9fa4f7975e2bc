import { type AccessState, noAccess } from "./access/state.ts";
import { type AcquisitionState, noAcquisition } from "./acquisition/state.ts";
import { type ActivityState, noActivity } from "./activity/state.ts";
import { type AlbumsState, noAlbums } from "./albums/state.ts";
import { type AppMessagesState, noAppMessages } from "./app-messages/state.ts";
import { type AppState, noApps } from "./apps/state.ts";
import { type ArchiveState, noArchive } from "./archive/state.ts";
import { type CodesState, noCodes } from "./codes/state.ts";
import { type ContactsState, newContacts } from "./contacts/state.ts";
import { type CustomersState, noCustomers } from "./customers/state.ts";
import { type GroupsState, noGroups } from "./groups/state.ts";
import { type InheritanceState, noInheritance } from "./inheritance/state.ts";
import { type InterceptState, noIntercept } from "./intercept/state.ts";
import { type KfState, noKf } from "./kf/state.ts";
import { defaultLimits, type WecomLimits } from "./limits.ts";
import { type MassMessagesState, noMassMessages } from "./mass-messages/state.ts";
import { type MediaState, noMedia } from "./media/state.ts";
import { type MemberTagsState, noMemberTags } from "./member-tags/state.ts";
import { type MomentsState, noMoments } from "./moments/state.ts";
import { noOAuth, type OAuthState } from "./oauth/state.ts";
import { noTags, type TagsState } from "./tags/state.ts";
import { noWelcomeTemplates, type WelcomeTemplatesState } from "./welcome-templates/state.ts";

/** One company on WeCom. Each family of endpoints keeps its own part. */
export interface WecomState {
  readonly corpId: string;
  name: string;
  readonly limits: WecomLimits;
  readonly access: AccessState;
  readonly apps: AppState;
  readonly contacts: ContactsState;
  readonly customers: CustomersState;
  readonly codes: CodesState;
  readonly tags: TagsState;
  readonly groups: GroupsState;
  readonly media: MediaState;
  readonly archive: ArchiveState;
  readonly kf: KfState;
  readonly acquisition: AcquisitionState;
  readonly intercept: InterceptState;
  readonly albums: AlbumsState;
  readonly welcomeTemplates: WelcomeTemplatesState;
  readonly oauth: OAuthState;
  readonly memberTags: MemberTagsState;
  readonly appMessages: AppMessagesState;
  readonly activity: ActivityState;
  readonly inheritance: InheritanceState;
  readonly moments: MomentsState;
  readonly massMessages: MassMessagesState;
}

export function newWecom(corpId: string): WecomState {
  return {
    corpId,
    name: "飞轮演示企业",
    limits: defaultLimits(),
    access: noAccess(),
    apps: noApps(),
    contacts: newContacts(),
    customers: noCustomers(),
    codes: noCodes(),
    tags: noTags(),
    groups: noGroups(),
    media: noMedia(),
    archive: noArchive(),
    kf: noKf(),
    acquisition: noAcquisition(),
    intercept: noIntercept(),
    albums: noAlbums(),
    welcomeTemplates: noWelcomeTemplates(),
    oauth: noOAuth(),
    memberTags: noMemberTags(),
    appMessages: noAppMessages(),
    activity: noActivity(),
    inheritance: noInheritance(),
    moments: noMoments(),
    massMessages: noMassMessages(),
  };
}
