import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Select, Typography } from "antd";
import { useState } from "react";
import { optionsOf } from "../../shared/filter/store-filter.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import { AllowanceNote } from "./allowance-note.tsx";
import { appScheme, type CodeDetail, posterAddress, settingsQuery, templateNames } from "./code-api.ts";
import styles from "./codes.module.css";

/** The code as it is printed, its address, and the platform's own picture. */
export function PrintPanel({ code }: { readonly code: CodeDetail }) {
  const fits = code.material in templateNames ? code.material : "table_card";
  const [template, setTemplate] = useState(fits);
  const settings = useQuery(settingsQuery);
  const host = settings.data?.publicAddress;
  return (
    <Panel title="印制与分享">
      {code.kind === "acquisition" && <LinkAddresses code={code} />}
      <div className={styles.print}>
        {host ? (
          <>
            <Select
              aria-label="打印成"
              value={template}
              onChange={setTemplate}
              options={optionsOf(templateNames)}
              style={{ width: "100%" }}
            />
            <img src={posterAddress(code.id, template, "png")} alt={`${templateNames[template] ?? ""}预览`} />
            <div className={styles.row}>
              <Button icon={<DownloadOutlined />} href={posterAddress(code.id, template, "pdf")}>
                PDF
              </Button>
              <Button icon={<DownloadOutlined />} href={posterAddress(code.id, template, "png")}>
                PNG
              </Button>
            </div>
            <Typography.Text copyable style={{ overflowWrap: "anywhere" }}>{`${host}${code.path}`}</Typography.Text>
          </>
        ) : (
          <Alert type="info" title="填写外网地址后才能印制" />
        )}
        {code.qrUrl && code.kind !== "acquisition" && (
          <a href={code.qrUrl} target="_blank" rel="noreferrer">
            企业微信原码（直接加好友，不统计打开数）
          </a>
        )}
      </div>
    </Panel>
  );
}

/** The link itself, to put into an advertisement, and as an app opens it. */
function LinkAddresses({ code }: { readonly code: CodeDetail }) {
  const long = { overflowWrap: "anywhere" } as const;
  return (
    <>
      <AllowanceNote />
      {code.qrUrl === null ? (
        <p className={styles.quiet}>链接正在生成</p>
      ) : (
        <dl className={styles.facts}>
          <dt>获客链接</dt>
          <dd>
            <Typography.Text copyable style={long}>
              {code.qrUrl}
            </Typography.Text>
          </dd>
          <dt>App 内打开</dt>
          <dd>
            <Typography.Text copyable style={long}>
              {appScheme(code.qrUrl)}
            </Typography.Text>
          </dd>
        </dl>
      )}
      <p className={styles.quiet}>直接投放这个链接不统计打开数；下面的网址会先统计打开，再跳到获客链接。</p>
    </>
  );
}
