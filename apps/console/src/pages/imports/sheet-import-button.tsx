import type { QueryKey } from "@tanstack/react-query";
import { Alert, App, Button, Form, Modal, Select, Upload } from "antd";
import { type ReactNode, useState } from "react";
import { useAction } from "../../shared/action/use-action.tsx";
import { problemText } from "../../shared/feedback/states.tsx";
import { uploadFile } from "./import-api.ts";

export type Columns = Readonly<Record<string, string>>;

export interface SheetPreview {
  readonly headers: readonly string[];
  readonly fields: readonly { readonly field: string; readonly label: string; readonly header: string | null }[];
  readonly works: number;
  readonly problems: readonly string[];
}

type Outcome = string | { readonly added: number; readonly updated: number };

interface SheetImportButtonProps {
  readonly text: string;
  /** Where the table comes from, and how its columns are read. */
  readonly hint: ReactNode;
  readonly preview: (fileId: string, columns: Columns) => Promise<SheetPreview>;
  /** Answers with what came of it, in words or in counts. */
  readonly run: (fileId: string, columns: Columns) => Promise<Outcome>;
  readonly refresh: readonly QueryKey[];
}

/** Takes a platform's export: shows how its columns are read, then takes it whole or not at all. */
export function SheetImportButton({ text, hint, preview, run, refresh }: SheetImportButtonProps) {
  const { message } = App.useApp();
  const [file, setFile] = useState<{ readonly id: string; readonly preview: SheetPreview } | null>(null);
  const [columns, setColumns] = useState<Columns>({});
  const [isBusy, setBusy] = useState(false);
  const look = async (id: string, said: Columns) => {
    setBusy(true);
    try {
      setFile({ id, preview: await preview(id, said) });
    } catch (error) {
      void message.error(problemText(error).title);
    } finally {
      setBusy(false);
    }
  };
  const take = useAction<string, Outcome>({
    run: (fileId) => run(fileId, columns),
    done: (outcome) =>
      typeof outcome === "string" ? outcome : `新增 ${outcome.added} 条，更新 ${outcome.updated} 条的数据`,
    refresh,
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
        <Button loading={isBusy && file === null}>{text}</Button>
      </Upload>
      {file && (
        <Modal
          open
          title="核对导入"
          okText={`导入 ${file.preview.works} 条`}
          cancelText="取消"
          okButtonProps={{ disabled: file.preview.works === 0 || file.preview.problems.length > 0 }}
          confirmLoading={take.isPending}
          onOk={() => take.mutate(file.id)}
          onCancel={() => setFile(null)}
        >
          <p>{hint}</p>
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
