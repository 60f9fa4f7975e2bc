import { defineSetting } from "../../kernel/settings.ts";
import { settingsBody } from "./schemas.ts";

/** How codes are credited, whether visitors are recognised, and what posters look like. */
export const codeSetting = defineSetting({
  key: "engagement.codes",
  schema: settingsBody,
  initial: {
    // Open point Q-25: nobody names a window; thirty days, as for dealers' traffic.
    attributionDays: 30,
    recognise: true,
    brand: "",
    headline: "扫码领取专属福利",
    benefit: "首次扫码领取见面礼",
    colour: "#07813f",
    logo: null,
  },
});
