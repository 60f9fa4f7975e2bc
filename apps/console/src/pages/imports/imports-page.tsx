import { useNavigate, useSearchParams } from "react-router";
import { PageHeader } from "../../shared/page/page-header.tsx";
import { Panel } from "../../shared/page/panel.tsx";
import styles from "./imports.module.css";
import { importKindNames } from "./plan.ts";
import { RunList } from "./run-list.tsx";
import { SampleList } from "./sample-list.tsx";
import { UploadPanel } from "./upload-panel.tsx";

export function Component() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const kind = params.get("kind");
  const kindName = kind && kind in importKindNames ? importKindNames[kind as keyof typeof importKindNames] : null;
  return (
    <>
      <PageHeader
        title={kindName ? `导入${kindName}` : "数据导入"}
        description="把收银、会员、电商后台导出的表格放进来。上传后先核对每一列的含义，再开始导入；重复导入不会产生重复数据。"
      />
      <div className={styles.start}>
        <Panel title="上传文件" className={styles.upload}>
          <UploadPanel
            onUploaded={({ id, name, sizeBytes }) => {
              const query = new URLSearchParams({
                name,
                size: String(sizeBytes),
                ...(kindName && kind ? { kind } : {}),
              });
              void navigate(`/imports/files/${id}?${query}`);
            }}
          />
        </Panel>
        <Panel title="可以导入什么" hint="不确定格式时，下载样例照着填">
          <SampleList />
        </Panel>
      </div>
      <Panel title="导入记录" flush className={styles.history}>
        <RunList />
      </Panel>
    </>
  );
}
