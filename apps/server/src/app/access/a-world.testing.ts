import type { TestPlatform } from "../../testing/platform.ts";
import type { TestServer } from "../../testing/server.ts";
import { assistantPart } from "./assistant.testing.ts";
import { commercePart } from "./commerce.testing.ts";
import { communityPart } from "./community.testing.ts";
import { connectorsPart } from "./connectors.testing.ts";
import { customersPart } from "./customers.testing.ts";
import { engagementPart } from "./engagement.testing.ts";
import { engagementChannelsPart } from "./engagement-channels.testing.ts";
import { engagementPartnersPart } from "./engagement-partners.testing.ts";
import { engagementPlansPart } from "./engagement-plans.testing.ts";
import { aGround } from "./ground.testing.ts";
import { insightPart } from "./insight.testing.ts";
import { insightTrafficPart } from "./insight-traffic.testing.ts";
import { organizationPart } from "./organization.testing.ts";
import { mergeParts, type World } from "./world.testing.ts";

/** Lays the north, where the testers work, and the south, which they must not see, with one of everything in the south. */
export async function aWorld(testing: TestPlatform, server: TestServer): Promise<World> {
  const ground = await aGround(testing, server);
  const { chain, admin, southerner } = ground;
  // Goals are handed down to the units of the beginning: before dealers and tenants join them.
  const insight = await insightPart(ground);
  const organization = await organizationPart(ground);
  const { northernTenantId, ...traffic } = await insightTrafficPart(ground);
  const others = [];
  for (const part of [
    customersPart,
    commercePart,
    engagementPart,
    engagementChannelsPart,
    engagementPartnersPart,
    engagementPlansPart,
    communityPart,
    assistantPart,
    connectorsPart,
  ])
    others.push(await part(ground));
  return {
    chain,
    admin,
    northernTenantId,
    ...mergeParts([
      {
        secrets: [
          ...[chain.south.id, chain.stores.S1.id, chain.stores.S2.id, southerner.id].map(String),
          ...["南区", "南一店", "南二店", "南方", southerner.actor.name],
        ],
      },
      ...[insight, organization, traffic, ...others],
    ]),
  };
}
