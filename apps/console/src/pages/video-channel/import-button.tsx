import { Alert, App, Button, Form, Modal, Select, Upload } from "antd";
import { useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { uploadFile } from "../imports/import-api.ts";
import { type ImportBody, type ImportPreview, previewImport, runImport } from "./video-api.ts";

type Columns = NonNullable<ImportBody["columns"]>;

/** Takes the export of 视频号助手: shows how its columns are read, then takes it whole or not at all. */
export function ImportButton({ accountId }: { readonly accountId: string }) {
  const { message } = App.useApp();
  const [file, setFile] = useState<{ readonly id: string; readonly preview: ImportPreview } | null>(null);
  const [columns, setColumns] = useState<Columns>({});
  const [isBusy, setBusy] = useState(false);
  const look = async (id: string, said: Columns) => {
    setBusy(true);
    try {
      setFile({ id, preview: await previewImport({ accountId, fileId: id, columns: said }) });
    } catch (error) {
      void message.error(problemText(error).title);
    } finally {
      setBusy(false);
    }
  };
  const take = useAction<ImportBody, { added: number; updated: number }>({
    run: runImport,
    done: ({ added, updated }) => `新增 ${added} 条，更新 ${updated} 条的数据`,
    refresh: [["video-channel"]],
    onDone: () => setFile(null),
  });
  const choose = async (chosen: File) => {
    setBusy(true);
    try {
      const { id } = await uploadFile(chosen, { onProgress: () => undefined, signal: new AbortController().signal });
      setColumns({});
      await look(id, {});
    } catch (error) {
      void message.error(problemText(error).title);
      setBusy(false);
    }
  };
  return (
    <>
      <Upload
        accept=".csv,.tsv,.txt,.xlsx"
        showUploadList={false}
        beforeUpload={(chosen) => {
          void choose(chosen);
          return false;
        }}
      >
        <Button loading={isBusy && file === null}>导入作品数据</Button>
      </Upload>
      {file && (
        <Modal
          open
          title="核对导入"
          okText={`导入 ${file.preview.works} 条`}
          cancelText="取消"
          okButtonProps={{ disabled: file.preview.works === 0 || file.preview.problems.length > 0 }}
          confirmLoading={take.isPending}
          onOk={() => take.mutate({ accountId, fileId: file.id, columns })}
          onCancel={() => setFile(null)}
        >
          <p>视频号助手的导出没有公开的格式：按列名自动认，认错或没认出的在这里指定。</p>
          <Form layout="vertical">
            {file.preview.fields.map(({ field, label, header }) => (
              <Form.Item key={field} label={label} style={{ marginBottom: 8 }}>
                <Select
                  allowClear
                  placeholder="没有这一列"
                  value={header}
                  options={file.preview.headers.map((name) => ({ value: name, label: name }))}
                  onChange={(name: string | undefined) => {
                    const { [field]: _, ...rest } = columns;
                    const said = name ? { ...rest, [field]: name } : rest;
                    setColumns(said);
                    void look(file.id, said);
                  }}
                />
              </Form.Item>
            ))}
          </Form>
          {file.preview.problems.length > 0 && (
            <Alert
              type="error"
              showIcon
              title="有不能导入的地方，改好后重新上传"
              description={
                <ul>
                  {file.preview.problems.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              }
            />
          )}
        </Modal>
      )}
    </>
  );
}
