import { splitState, welcomeOf } from "../../../engagement/index.ts";
import { findGuides } from "../customers/store.ts";
import { defaultWelcome, type WelcomeComposer } from "../welcome/composer.ts";

/** The greeting of the code that somebody came by; without one the company's usual greeting. */
export const codeWelcome: WelcomeComposer = async (meeting) => {
  const { platform, corpId, userid, state } = meeting;
  const own = await welcomeOf(platform.db, splitState(state).state);
  if (own === null) return defaultWelcome(meeting);
  const guide = (await findGuides(platform.db, corpId, [userid])).get(userid.toLowerCase());
  return { text: own.replaceAll("{导购}", guide?.name ?? "导购").replaceAll("{门店}", guide?.storeName ?? "本店") };
};
