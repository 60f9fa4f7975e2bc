import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Input, Modal, Space, Table } from "antd";
import { useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { PageSkeleton } from "../../shared/feedback/page-skeleton.tsx";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { formatRatio } from "../../shared/format/number.ts";
import { Count, DateTime } from "../../shared/format/values.tsx";
import { FigureCards } from "../../shared/metric/figure-cards.tsx";
import layout from "../../shared/page/layout.module.css";
import { useIsPhone } from "../../shared/page/use-is-phone.ts";
import { type DeviceDetail, devicesKey, fetchDevice, renameDevice, retireDevice, rotateKey } from "./device-api.ts";
import type { ShownKey } from "./key-dialog.tsx";
import { StateTag } from "./state-tag.tsx";

type Day = DeviceDetail["days"][number];

/** `快 3 分钟` / `慢 2 小时`, of the device's clock. */
function skewText(skewMs: number): string {
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  return `${skewMs > 0 ? "慢" : "快"} ${minutes >= 120 ? `${Math.round(minutes / 60)} 小时` : `${minutes} 分钟`}`;
}

/** What is wrong with the device, and what to do about it. */
function Trouble({ device }: { device: DeviceDetail }) {
  if (device.state === "silent")
    return (
      <Alert
        type="error"
        showIcon
        title="营业时间内没有声音"
        description="请店里看它是否通电、联网；断网期间缓存的数据会补报。"
      />
    );
  if (device.state === "keyless")
    return (
      <Alert type="error" showIcon title="密钥已失效" description="点「换密钥」给它一把新的，装进设备后自动恢复。" />
    );
  if (device.state === "unseen")
    return (
      <Alert
        type="info"
        showIcon
        title="还没上线"
        description="把密钥装进设备，它报一次心跳这里就会变成在线；密钥丢了就换一把。"
      />
    );
  if (device.clockWrong)
    return (
      <Alert
        type="warning"
        showIcon
        title={`设备的时钟${skewText(device.clockSkewMs ?? 0)}`}
        description="上报时间已按差值改正；请把设备设为自动对时，断网重启后才不会记错。"
      />
    );
  return null;
}

function Days({ days, isCounter }: { days: readonly Day[]; isCounter: boolean }) {
  const rows = [...days].reverse().filter((day) => day.events + day.refused + day.sessions > 0);
  return (
    <Table<Day>
      aria-label="逐日上报"
      rowKey="day"
      size="small"
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: "max-content" }}
      dataSource={rows}
      locale={{ emptyText: "近 30 天没有上报" }}
      columns={[
        { title: "日期", dataIndex: "day" },
        { title: "事件", align: "right", render: (_, day) => <Count value={day.events} /> },
        { title: "其中补报", align: "right", render: (_, day) => <Count value={day.late} /> },
        { title: "没收下", align: "right", render: (_, day) => <Count value={day.refused} /> },
        ...(isCounter
          ? [
              {
                title: "进店",
                align: "right" as const,
                render: (_: unknown, day: Day) => <Count value={day.entered} unit="人" />,
              },
            ]
          : [
              {
                title: "使用",
                align: "right" as const,
                render: (_: unknown, day: Day) => <Count value={day.sessions} unit="次" />,
              },
              {
                title: "客户保存",
                align: "right" as const,
                render: (_: unknown, day: Day) => <Count value={day.identified} unit="次" />,
              },
            ]),
      ]}
    />
  );
}

function Rename({ device, onClose }: { device: DeviceDetail; onClose: () => void }) {
  const [name, setName] = useState(device.name);
  const rename = useAction({
    run: () => renameDevice(device, name.trim()),
    done: "已改名",
    refresh: [devicesKey],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title="给设备改名"
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: name.trim() === "" || name.trim() === device.name }}
      confirmLoading={rename.isPending}
      onCancel={onClose}
      onOk={() => rename.mutate()}
    >
      <Input value={name} maxLength={40} aria-label="设备名称" onChange={(event) => setName(event.target.value)} />
    </Modal>
  );
}

function Actions({
  device,
  onKey,
  onClose,
}: {
  device: DeviceDetail;
  onKey: (key: ShownKey) => void;
  onClose: () => void;
}) {
  const [isRenaming, setRenaming] = useState(false);
  const rotate = useAction<void, { key: string }>({
    run: () => rotateKey(device.id),
    refresh: [devicesKey],
    onDone: ({ key }) => onKey({ name: device.name, key }),
    quietFailure: true,
  });
  const retire = useAction({
    run: () => retireDevice(device.id),
    done: `「${device.name}」已停用`,
    refresh: [devicesKey],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <Space wrap>
      <Button onClick={() => setRenaming(true)}>改名</Button>
      <ConfirmDanger
        action="换密钥"
        title={`换「${device.name}」的密钥？`}
        button={{ danger: false }}
        onConfirm={() => rotate.mutateAsync()}
      >
        旧密钥马上失效，装上新密钥之前设备收不上数据。它会先存着，装好后补报。
      </ConfirmDanger>
      <ConfirmDanger
        action="停用"
        title={`停用「${device.name}」？`}
        typeToConfirm={device.name}
        onConfirm={() => retire.mutateAsync()}
      >
        密钥立即失效，不能恢复；已上报的数据和客户保存的体验都保留。
      </ConfirmDanger>
      {isRenaming && <Rename device={device} onClose={() => setRenaming(false)} />}
    </Space>
  );
}

function Content({
  device,
  onKey,
  onClose,
}: {
  device: DeviceDetail;
  onKey: (key: ShownKey) => void;
  onClose: () => void;
}) {
  const can = useCan();
  const { figures } = device;
  const isCounter = device.kind === "counter";
  return (
    <div className={layout.stack}>
      <Trouble device={device} />
      <FigureCards
        plain
        figures={[
          {
            label: "最近上报",
            value: <DateTime value={device.lastSeenAt} ago />,
            hint: device.firmware && `固件 ${device.firmware}`,
          },
          ...(isCounter
            ? [{ label: "近 30 天进店", value: <Count value={figures.entered} unit="人次" />, hint: "只数人，不认人" }]
            : [
                {
                  label: "近 30 天使用",
                  value: <Count value={figures.sessions} unit="次" />,
                  hint: `客户保存 ${formatRatio(figures.sessions > 0 ? figures.identified / figures.sessions : null)}`,
                },
                {
                  label: "试后 14 天内买了",
                  value: formatRatio(figures.triers > 0 ? figures.buyers / figures.triers : null),
                  hint: `${figures.triers} 人里 ${figures.buyers} 人`,
                },
              ]),
        ]}
      />
      {can("device.write") && device.state !== "retired" && <Actions device={device} onKey={onKey} onClose={onClose} />}
      <Days days={device.days} isCounter={isCounter} />
      <p>
        密钥 {device.keyHint}… · {device.createdBy}登记于 <DateTime value={device.createdAt} />
      </p>
    </div>
  );
}

/** One device: what is wrong with it, what came of it, its days. */
export function DeviceDrawer(props: {
  readonly id: string;
  readonly onKey: (key: ShownKey) => void;
  readonly onClose: () => void;
}) {
  const isPhone = useIsPhone();
  const device = useQuery({
    queryKey: [...devicesKey, "one", props.id],
    queryFn: ({ signal }) => fetchDevice(props.id, signal),
  });
  return (
    <Drawer
      open
      size={isPhone ? "100%" : 640}
      title={
        device.data ? (
          <>
            {device.data.name} <StateTag device={device.data} />
            <small>
              {" "}
              {device.data.storeName} · {device.data.kindLabel}
            </small>
          </>
        ) : (
          "设备"
        )
      }
      onClose={props.onClose}
    >
      {device.isError && <ErrorState compact error={device.error} onRetry={() => void device.refetch()} />}
      {device.isPending && <PageSkeleton />}
      {device.data && <Content device={device.data} onKey={props.onKey} onClose={props.onClose} />}
    </Drawer>
  );
}
