import { nowOf } from "../world/clock.ts";
import { random, randomBelow } from "../world/random.ts";
import { onDue } from "../world/schedule.ts";
import type { World } from "../world/world.ts";
import { behaviours } from "./behaviours.ts";
import { workAsGuides } from "./guides.ts";
import { answerCashiers } from "./mall.ts";
import { CASHIER_RATES, HOUR_WEIGHT, STEP_MS } from "./model.ts";
import { type Crowd, crowdOf, newcomer } from "./person.ts";
import type { CrowdSettings } from "./state.ts";
import { visitLink } from "./visit.ts";
import { weixinBehaviours } from "./weixin-behaviours.ts";

const DAY_MS = 86_400_000;
const UTC8_MS = 8 * 3_600_000;
/** Newcomers of one step: a crowd of thousands gathers within an hour of virtual time. */
const ARRIVALS = 2000;

const stepAt = onDue<{ readonly run: number }>("crowd.step", (world, { run }) => {
  if (!world.crowd.running || world.crowd.run !== run) return;
  step(crowdOf(world, (url) => visitLink(world, url)));
  // After a long sleep the crowd goes on from now and does not live through what it missed.
  const late = nowOf(world.clock) - world.crowd.steppedAt > DAY_MS;
  world.crowd.steppedAt = late ? nowOf(world.clock) : world.crowd.steppedAt + STEP_MS;
  stepAt(world, world.crowd.steppedAt, { run });
});

/** Changes how the crowd is; `running` starts or stops it, `seed` loads its dice. */
export function setCrowd(
  world: World,
  change: Partial<CrowdSettings> & { readonly running?: boolean; readonly seed?: number },
): void {
  const { crowd } = world;
  const { running, seed, ...settings } = change;
  Object.assign(crowd, settings);
  if (seed !== undefined) crowd.random.seed = seed;
  if (running === undefined || running === crowd.running) return;
  crowd.running = running;
  crowd.run++;
  if (!running) return;
  crowd.steppedAt = nowOf(world.clock);
  stepAt(world, crowd.steppedAt, { run: crowd.run });
}

/** Everyone's next ten minutes: of each behaviour as many tries as its rate, the hour and the pace make, by people drawn at random. */
function step(crowd: Crowd): void {
  const { state, dice } = crowd;
  for (let arrived = 0; arrived < ARRIVALS && state.people.length < state.size; arrived++) newcomer(crowd);
  const hour = Math.floor(((state.steppedAt + UTC8_MS) % DAY_MS) / 3_600_000);
  const share = (STEP_MS / DAY_MS) * (HOUR_WEIGHT[hour] ?? 0);
  for (const { rate, run } of [...behaviours, ...weixinBehaviours]) {
    const expected = rate * state.pace * share * state.people.length;
    const times = Math.floor(expected) + (random(dice) < expected % 1 ? 1 : 0);
    for (let time = 0; time < times; time++) {
      const person = state.people[randomBelow(dice, state.people.length)];
      if (person) run(crowd, person);
    }
  }
  answerCashiers(crowd, share, CASHIER_RATES);
  if (state.guides) workAsGuides(crowd, share);
}
