import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { DateTime } from "../../shared/format/values.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./friend-adding.module.css";
import { type Serviced, servicedQuery } from "./friend-api.ts";

/** The guide's own code; where its picture cannot be shown, the platform's. */
function Code({ code }: { code: NonNullable<Serviced["code"]> }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken)
    return (
      <a href={code.qrUrl} target="_blank" rel="noreferrer">
        打开我的企业微信码
      </a>
    );
  return (
    <img
      src={`/api/v1/workbench/codes/${code.codeId}/qr.png`}
      alt="我的企业微信码"
      width={168}
      height={168}
      onError={() => setBroken(true)}
    />
  );
}

/** 刚服务完的客户: now is the best moment to show the code. Nothing when nobody was served. */
export function ServicedPanel() {
  const { data } = useQuery(servicedQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={`刚服务完，请客户扫码 ${data.items.length}`} hint={`${data.hours} 小时内服务过、还不是好友的客户`}>
      <div className={styles.code}>
        {data.code ? (
          <Code code={data.code} />
        ) : (
          <Alert
            type="info"
            showIcon
            title="还没有你自己的活码"
            description={
              <>
                请店长在 <Link to="/codes">渠道活码</Link> 里为你建一个员工活码，这里就能直接出示。
              </>
            }
          />
        )}
        <ul className={styles.list}>
          {data.items.map((item) => (
            <li key={item.eventKey}>
              <div className={styles.main}>
                <div className={styles.name}>{item.name ?? `客户 ${item.memberNo}`}</div>
                <div className={styles.quiet}>
                  {item.service} · <DateTime value={item.at} ago />
                </div>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
