import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import styles from "./imports.module.css";
import { importKindNames } from "./plan.ts";
import { type Sample, sampleCsv, samples } from "./samples.ts";

function download(sample: Sample): void {
  const url = URL.createObjectURL(new Blob([sampleCsv(sample)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${importKindNames[sample.kind]}样例.csv`;
  link.click();
  URL.revokeObjectURL(url);
}

/** What can be imported, what each table is for, and a small file to start from. */
export function SampleList() {
  return (
    <ul className={styles.samples}>
      {samples.map((sample) => (
        <li key={sample.kind}>
          <div>
            <strong>{importKindNames[sample.kind]}</strong>
            <p>{sample.about}</p>
            <ul>
              {sample.tips.map((tip) => (
                <li key={tip}>{tip}</li>
              ))}
            </ul>
          </div>
          <Button
            size="small"
            icon={<DownloadOutlined />}
            aria-label={`下载${importKindNames[sample.kind]}样例`}
            onClick={() => download(sample)}
          >
            样例
          </Button>
        </li>
      ))}
    </ul>
  );
}
