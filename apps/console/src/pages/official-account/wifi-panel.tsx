import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select, Skeleton, Tag } from "antd";
import { useMemo, useState } from "react";
import { useCan } from "../../session/me.ts";
import { useAction } from "../../shared/action/use-action.tsx";
import { ConfirmDanger } from "../../shared/feedback/confirm-danger.tsx";
import { EmptyState, ErrorState } from "../../shared/feedback/states.tsx";
import { FormDrawer } from "../../shared/form/form-drawer.tsx";
import { useUnitTree } from "../../shared/organization/units.ts";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./official-account.module.css";
import { endWifi, type StoreWifi, saveWifi, type WifiPlan, wifiCodeUrl, wifiQuery } from "./official-account-api.ts";

interface Values {
  readonly storeNo: number;
  readonly ssid: string;
  readonly password?: string;
}

interface WifiFormProps {
  readonly accountId: string;
  /** Absent = a new one. */
  readonly wifi?: StoreWifi;
  readonly taken: readonly number[];
  readonly onClose: () => void;
}

function WifiForm({ accountId, wifi, taken, onClose }: WifiFormProps) {
  const [form] = Form.useForm<Values>();
  const { data: tree } = useUnitTree({ withStores: true });
  const stores = useMemo(
    () =>
      (tree?.items ?? []).flatMap(({ kind, no, name, code }) =>
        kind === "store" && (no === wifi?.storeNo || !taken.includes(no))
          ? [{ value: no, label: `${name}（${code}）` }]
          : [],
      ),
    [tree, taken, wifi],
  );
  const save = useAction<{ storeNo: number; plan: WifiPlan }, unknown>({
    run: ({ storeNo, plan }) => saveWifi(accountId, storeNo, plan),
    done: wifi ? "已保存，已印的码不用换" : "已保存，可以下载二维码了",
    refresh: [["official-accounts", accountId, "wifi"]],
    onDone: onClose,
    quietFailure: true,
  });
  return (
    <FormDrawer<Values>
      form={form}
      title={wifi ? `${wifi.storeName}的 WiFi` : "增加门店 WiFi"}
      hint="客户扫店里的 WiFi 码、关注公众号，马上收到 WiFi 名称和密码，同时记一次到店。"
      initialValues={wifi ? { storeNo: wifi.storeNo, ssid: wifi.ssid } : {}}
      onSubmit={({ storeNo, ssid, password }) =>
        save.mutateAsync({ storeNo, plan: { ssid, version: wifi?.version ?? 0, ...(password && { password }) } })
      }
      onClose={onClose}
    >
      <Form.Item name="storeNo" label="门店" rules={[{ required: true, message: "请选择门店" }]}>
        <Select disabled={wifi !== undefined} showSearch={{ optionFilterProp: "label" }} options={stores} />
      </Form.Item>
      <Form.Item name="ssid" label="WiFi 名称" rules={[{ required: true, message: "请填写 WiFi 名称" }]}>
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item
        name="password"
        label="WiFi 密码"
        extra={wifi ? "不改密码就留空。改密码后，已印的码照样有效。" : "8 到 63 个英文、数字或符号。"}
        rules={wifi ? [] : [{ required: true, message: "请填写 WiFi 密码" }]}
      >
        <Input.Password maxLength={63} autoComplete="new-password" />
      </Form.Item>
    </FormDrawer>
  );
}

/** Scan, follow, be told the password: a store's daily reason to follow (CH-28). */
export function WifiPanel({ accountId }: { accountId: string }) {
  const can = useCan();
  const wifi = useQuery(wifiQuery(accountId));
  const [editing, setEditing] = useState<StoreWifi | "new" | null>(null);
  const end = useAction<number, unknown>({
    run: (storeNo) => endWifi(accountId, storeNo),
    done: "已停用",
    refresh: [["official-accounts", accountId, "wifi"]],
    quietFailure: true,
  });
  if (wifi.isError) return <ErrorState error={wifi.error} onRetry={() => void wifi.refetch()} />;
  if (!wifi.data) return <Skeleton active />;
  const { items } = wifi.data;
  const mayWrite = can("official_account.write");
  const add = mayWrite && <Button onClick={() => setEditing("new")}>增加门店</Button>;
  return (
    <Panel title="门店 WiFi" hint="客户扫码、关注后收到 WiFi 密码，商场店最常用" extra={items.length > 0 && add}>
      {items.length === 0 && (
        <EmptyState compact title="还没有门店 WiFi" action={add}>
          把二维码印成桌牌放在店里：客户想上网就会关注，您也知道谁到过店。
        </EmptyState>
      )}
      <ul className={styles.list}>
        {items.map((each) => (
          <li key={each.storeNo}>
            <div className={styles.main}>
              <div className={styles.name}>
                {each.storeName} <Tag>{each.ssid}</Tag>
                {!each.hasCode && <Tag color="warning">二维码没有生成，请再保存一次</Tag>}
              </div>
              <div className={styles.quiet}>
                带来关注 {each.gained} 人，现在仍关注 {each.following} 人
              </div>
            </div>
            {each.hasCode && (
              <Button
                size="small"
                href={wifiCodeUrl(accountId, each.storeNo)}
                download={`${each.storeName} WiFi 码.png`}
              >
                下载二维码
              </Button>
            )}
            {mayWrite && (
              <>
                <Button size="small" onClick={() => setEditing(each)}>
                  修改
                </Button>
                <ConfirmDanger
                  action="停用"
                  title={`停用「${each.storeName}」的 WiFi 码？`}
                  button={{ size: "small", type: "text" }}
                  onConfirm={() => end.mutateAsync(each.storeNo)}
                >
                  已印的码还能扫、还能关注，但不再回复 WiFi 密码；重新增加后同一个码恢复有效。
                </ConfirmDanger>
              </>
            )}
          </li>
        ))}
      </ul>
      {editing !== null && (
        <WifiForm
          accountId={accountId}
          taken={items.map(({ storeNo }) => storeNo)}
          {...(editing !== "new" && { wifi: editing })}
          onClose={() => setEditing(null)}
        />
      )}
    </Panel>
  );
}
