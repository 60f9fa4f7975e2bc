import { z } from "zod";
import { type Action, action } from "../control/action.ts";
import { nowOf } from "../world/clock.ts";
import { opaqueId } from "../world/random.ts";

const ANSWER_MS = 5000;

/** What people do with ads, and what the advertiser sets in the platform's console. */
export const adsActions: readonly Action[] = [
  /**
   * Somebody clicks an ad: the platform tells the advertiser's monitoring address (its macros filled in) and answers where the person
   * lands, with the click's number added as `gdt_vid`.
   */
  action(
    "ads.click",
    z.object({ landing: z.url(), monitor: z.url().optional() }),
    async (world, { landing, monitor }) => {
      const id = opaqueId(world.random, "wx0", 15);
      const callback = opaqueId(world.random, "cb", 40);
      world.ads.clicks.set(id, { id, callback, at: nowOf(world.clock) });
      const told = monitor?.replaceAll("__CLICK_ID__", id).replaceAll("__CALLBACK__", encodeURIComponent(callback));
      const heard = told
        ? await fetch(told, { signal: AbortSignal.timeout(ANSWER_MS) }).then(({ status }) => status)
        : null;
      const address = new URL(landing);
      address.searchParams.set("gdt_vid", id);
      return { clickId: id, landing: address.href, heard };
    },
  ),
  action(
    "ads.set",
    z.object({ tokens: z.array(z.string()), knownTypes: z.array(z.string()) }).partial(),
    (world, input) => {
      const { tokens, knownTypes } = world.ads;
      if (input.tokens) {
        tokens.clear();
        for (const token of input.tokens) tokens.add(token);
      }
      if (input.knownTypes) {
        knownTypes.clear();
        for (const type of input.knownTypes) knownTypes.add(type);
      }
    },
  ),
  action("ads.actions", z.object({}), (world) => ({ actions: [...world.ads.actions.values()] })),
];
