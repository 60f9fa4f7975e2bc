import { Tag, Tooltip } from "antd";
import { type Device, type DeviceDetail, stateColors, stateNames } from "./device-api.ts";

/** How a device stands; late after closing time is nothing to worry about, and says so. */
export function StateTag({ device: { state, storeOpen } }: { device: Device | DeviceDetail }) {
  if (state === "late" && !storeOpen)
    return (
      <Tooltip title="门店现在不营业，设备可能关着">
        <Tag>已打烊</Tag>
      </Tooltip>
    );
  return <Tag color={stateColors[state]}>{stateNames[state]}</Tag>;
}
