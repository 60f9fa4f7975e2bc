import { SheetImportButton } from "../imports/sheet-import-button.tsx";
import { previewImport, runImport } from "./video-api.ts";

/** Takes the export of 视频号助手. */
export function ImportButton({ accountId }: { readonly accountId: string }) {
  return (
    <SheetImportButton
      text="导入作品数据"
      hint="视频号助手的导出没有公开的格式：按列名自动认，认错或没认出的在这里指定。"
      preview={(fileId, columns) => previewImport({ accountId, fileId, columns })}
      run={(fileId, columns) => runImport({ accountId, fileId, columns })}
      refresh={[["video-channel"]]}
    />
  );
}
