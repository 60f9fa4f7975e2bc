import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useCan } from "../../session/me.ts";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { devicesKey, fetchOverview } from "./device-api.ts";
import { DeviceDrawer } from "./device-drawer.tsx";
import { DeviceForm } from "./device-form.tsx";
import { DevicesTab } from "./devices-tab.tsx";
import { KeyDialog, type ShownKey } from "./key-dialog.tsx";
import { DeviceRulesDialog } from "./rules-dialog.tsx";
import { TrialsTab } from "./trials-tab.tsx";

/** 门店设备: what stands in stores, what needs somebody, and whom to speak to about what they tried. */
export function Component() {
  const can = useCan();
  const mayWrite = can("device.write");
  const [search, setSearch] = useSearchParams();
  const [isAdding, setAdding] = useState(false);
  const [isRuling, setRuling] = useState(false);
  const [key, setKey] = useState<ShownKey | null>(null);
  const overview = useQuery({
    queryKey: [...devicesKey, "overview"],
    queryFn: ({ signal }) => fetchOverview({}, signal),
    enabled: isAdding,
  });
  const opened = search.get("id");
  const open = (id: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (id === null) next.delete("id");
        else next.set("id", id);
        return next;
      },
      { replace: true },
    );
  // Who keeps the devices starts with them; who serves customers, with those to speak to.
  const home = mayWrite ? "devices" : "trials";
  return (
    <>
      <PageHeader
        title="门店设备"
        description="先看静默的设备；再看客户在设备上试过什么、谁还没买。客户扫屏幕上的码同意后才记到他名下。"
        actions={
          mayWrite && (
            <>
              <Button onClick={() => setRuling(true)}>设备规则</Button>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
                登记设备
              </Button>
            </>
          )
        }
      />
      <Tabs
        activeKey={search.get("tab") ?? home}
        onChange={(tab) => setSearch({ tab })}
        destroyOnHidden
        items={[
          {
            key: "devices",
            label: "设备",
            children: <DevicesTab onOpen={open} onAdd={mayWrite ? () => setAdding(true) : null} />,
          },
          { key: "trials", label: "试过没买", children: <TrialsTab /> },
        ]}
      />
      {opened !== null && <DeviceDrawer id={opened} onKey={setKey} onClose={() => open(null)} />}
      {isAdding && overview.data && (
        <DeviceForm
          kinds={overview.data.kinds}
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            setKey(made);
          }}
        />
      )}
      {isRuling && <DeviceRulesDialog onClose={() => setRuling(false)} />}
      {key && <KeyDialog shown={key} onClose={() => setKey(null)} />}
    </>
  );
}
