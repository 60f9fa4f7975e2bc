import type { DemoBrand } from "../brand.ts";
import { exportAudiences, runAds } from "./advertising.ts";
import { listenToCustomers, meetCompanies, noteErasureWish } from "./business.ts";
import { planCampaigns } from "./campaigns.ts";
import { runContentFronts } from "./content-fronts.ts";
import { runDevices } from "./devices.ts";
import { planDrainage } from "./drainage.ts";
import { inviteOldCustomers } from "./friends.ts";
import { setGoals } from "./goals.ts";
import { listGoods } from "./listings.ts";
import { sendMessages } from "./messages.ts";
import { openMiniProgram } from "./mini-program.ts";
import type { Office } from "./office.ts";
import { publishOutside } from "./outside-platforms.ts";
import { workWithPartners } from "./partners.ts";
import { givePoints } from "./points.ts";
import { offerScanScenes } from "./scan-scenes.ts";
import { keepSegments } from "./segments.ts";
import { offerServices } from "./services.ts";
import { runWarehouses } from "./stock.ts";
import { formDepartment, runProject, tellStores } from "./teams.ts";
import { limitTouches } from "./touches.ts";
import { appointLeaders, shareTraffic, tagTenantGoods } from "./trade-network.ts";

/**
 * What the brand's people did with the product in the last weeks, so that no page of the demo is empty. All of it is invented;
 * a step that is there already is left alone.
 */
export async function workThroughWeeks(office: Office, brand: DemoBrand, flagship: string): Promise<void> {
  await tagTenantGoods(office);
  await shareTraffic(office, brand);
  await appointLeaders(office, brand);
  await givePoints(office, flagship);
  await meetCompanies(office, flagship);
  await listenToCustomers(office, brand);
  await noteErasureWish(office, flagship);
  await formDepartment(office);
  await runProject(office, flagship);
  await tellStores(office, flagship);
  await runAds(office);
  await workWithPartners(office);
  await runContentFronts(office);
  await publishOutside(office);
  await planDrainage(office);
  await limitTouches(office);
  await sendMessages(office, flagship);
  await exportAudiences(office);
  await planCampaigns(office);
  await listGoods(office);
  await inviteOldCustomers(office, flagship);
  await offerScanScenes(office, flagship);
  await offerServices(office, flagship);
  await openMiniProgram(office, flagship);
  await runWarehouses(office, flagship);
  await runDevices(office, flagship);
  await keepSegments(office);
  office.at(office.today, "23:59");
  await setGoals(office, flagship);
}
