import { Button } from "antd";
import { Link } from "react-router";
import { useCan } from "../../session/me.ts";

/** What the lists of customers hand over to a new audience, as it stands in the address. */
export const handedOver = ["tags", "tier", "rfmGroup", "inPool", "notInPool", "relation", "channel", "gender"] as const;
type HandedOver = { readonly [Key in (typeof handedOver)[number]]?: string | undefined };

/** Leads from a list of customers to an audience of the same conditions; for those who may take customers out. */
export function AudienceLink({ filter }: { filter: HandedOver }) {
  const can = useCan();
  if (!can("member.export") || !can("audience.read")) return null;
  const params = new URLSearchParams({ new: "1" });
  for (const key of handedOver) if (filter[key]) params.set(key, filter[key]);
  return (
    <Link to={`/audiences?${params}`}>
      <Button>导出人群包</Button>
    </Link>
  );
}
