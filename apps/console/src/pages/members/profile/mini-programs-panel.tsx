import { type AnswerOf, answer } from "@feilun/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "../../../api/client.ts";
import { DateTime } from "../../../shared/format/values.tsx";
import { Panel } from "../../../shared/page/panel.tsx";
import styles from "./profile.module.css";

type Used = AnswerOf<"/api/v1/members/{memberNo}/mini-programs">["items"][number];

function Came({ used: { entryName, fromName, sharer } }: { used: Used }) {
  return (
    <>
      首次从{fromName ? `「${fromName}」` : entryName}进来
      {sharer && (
        <>
          ，经
          {sharer.memberNo !== null ? (
            <Link to={`/members/${sharer.memberNo}`}>客户 {sharer.memberNo}</Link>
          ) : (
            (sharer.staffName ?? "一位客户")
          )}
          的分享
        </>
      )}
    </>
  );
}

/** Which mini programs the customer uses, and how they came to each; nothing when there is none. */
export function MiniProgramsPanel({ memberNo }: { memberNo: number }) {
  const { data } = useQuery({
    queryKey: ["members", memberNo, "mini-programs"],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/members/{memberNo}/mini-programs">> =>
      answer(api.GET("/api/v1/members/{memberNo}/mini-programs", { signal, params: { path: { memberNo } } })),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={`小程序（${data.items.length}）`} hint="按首次打开的先后">
      <ul className={styles.bindings}>
        {data.items.map((used) => (
          <li key={used.appId}>
            <strong>{used.name}</strong>
            <div className={styles.faint}>
              <Came used={used} /> · <DateTime value={used.firstSeenAt} />
            </div>
            <div className={styles.faint}>
              最近打开 <DateTime value={used.lastSeenAt} ago />
              {used.registeredAt && (
                <>
                  {" "}
                  · 授权手机号 <DateTime value={used.registeredAt} />
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
