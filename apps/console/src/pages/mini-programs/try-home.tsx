import { useMutation } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, InputNumber, Segmented, Tag } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { ErrorState } from "../../shared/feedback/states.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { type Tried, type TryBody, tryHome } from "./mini-program-api.ts";
import styles from "./mini-programs.module.css";

interface Values {
  readonly place?: string;
  readonly memberNo?: number;
  readonly at?: Dayjs | null;
}

/** `39.08,117.2` or `39.08 117.2`; null when it is no position. */
function positionOf(text: string): { latitude: number; longitude: number } | null {
  const [latitude = Number.NaN, longitude = Number.NaN, more] = text
    .trim()
    .split(/[\s,，]+/)
    .map(Number);
  const good = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && more === undefined;
  return good ? { latitude, longitude } : null;
}

const far = (metres: number | null) =>
  metres === null ? "" : metres < 1_000 ? `${metres} 米` : `${Math.round(metres / 100) / 10} 公里`;

function Result({ tried }: { tried: Tried }) {
  return (
    <div className={styles.result} aria-live="polite">
      <h3>
        {tried.homeName}
        {tried.store && `：${tried.store.name}`}
      </h3>
      <div className={styles.quiet}>
        {tried.basisName}
        {tried.store?.metres != null && `，相距 ${far(tried.store.metres)}`}
        {tried.store?.deliveryMinutes != null && `，承诺 ${tried.store.deliveryMinutes} 分钟送达`}
        {tried.cities.length > 0 && `；客户从 ${tried.cities.length} 个城市里选门店`}
      </div>
      <ul className={styles.list}>
        {tried.looked.map((store) => (
          <li key={store.storeNo}>
            <strong>{store.name}</strong> {store.metres !== null && <span>{far(store.metres)}</span>}{" "}
            {store.isOpen === null && <Tag>营业时间未填</Tag>}
            {store.isOpen === false && <Tag>不营业</Tag>}
            <div className={styles.quiet}>扫码购：{store.scanAndGo ?? "可以"}</div>
            <div className={styles.quiet}>到家：{store.homeDelivery ?? "可以"}</div>
            <div className={styles.quiet}>规则来自：{store.ruleFrom}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Tries the rules at a place and time, with the reason for every store; nothing is recorded. */
export function TryHome() {
  const [form] = Form.useForm<Values>();
  const [where, setWhere] = useState<"place" | "refused">("place");
  const tried = useMutation({ mutationFn: (body: TryBody) => tryHome(body) });
  const submit = ({ place = "", memberNo, at }: Values) => {
    const position = where === "place" ? positionOf(place) : null;
    tried.mutate({
      position: position && { ...position, datum: "gcj02" },
      ...(memberNo && { memberNo }),
      ...(at && { at: at.toISOString() }),
    });
  };
  return (
    <Panel title="试一试" hint="填一个位置，看客户会看到哪个首页、为什么；只在你能看到的门店里找，不留记录。">
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item label="位置">
          <Segmented
            value={where}
            onChange={setWhere}
            options={[
              { value: "place" as const, label: "填经纬度" },
              { value: "refused" as const, label: "客户不给位置" },
            ]}
          />
        </Form.Item>
        {where === "place" && (
          <Form.Item
            name="place"
            label="纬度，经度"
            extra="腾讯地图坐标（GCJ-02），可以从门店资料复制"
            rules={[
              {
                validator: async (_, text: string = "") => {
                  if (!positionOf(text)) throw new Error("请填写纬度和经度，例如 39.0841, 117.2009");
                },
              },
            ]}
          >
            <Input placeholder="39.0841, 117.2009" />
          </Form.Item>
        )}
        <div className={styles.pair}>
          <Form.Item name="memberNo" label="哪位客户" extra="可不填；填会员号">
            <InputNumber min={1} precision={0} style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="at" label="什么时候" extra="可不填；默认现在">
            <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
          </Form.Item>
        </div>
        <Button htmlType="submit" loading={tried.isPending}>
          看会是哪个首页
        </Button>
      </Form>
      {tried.isError && <ErrorState compact error={tried.error} />}
      {tried.data && <Result tried={tried.data} />}
    </Panel>
  );
}
