/** Uploads are multipart with the field `media`; the bodies here are what goes beside it. wecom-api.md §15.3. */
export interface MediaEndpoints {
  /** `created_at` is a string here. */
  "POST /cgi-bin/media/upload": {
    query: { type: "image" | "voice" | "video" | "file" };
    answer: { type: string; media_id: string; created_at: string };
  };
  /** Answers the file, or JSON on failure. */
  "GET /cgi-bin/media/get": { query: { media_id: string }; answer: object };
  "POST /cgi-bin/media/uploadimg": { answer: { url: string } };
  /** `attachment_type`: `ATTACHMENT_TYPE`; `created_at` is a number here. */
  "POST /cgi-bin/media/upload_attachment": {
    query: { media_type: "image" | "video" | "file"; attachment_type: 1 | 2 };
    answer: { type: string; media_id: string; created_at: number };
  };
  "POST /cgi-bin/media/upload_by_url": {
    body: { scene: 1; type: "video" | "file"; filename: string; url: string; md5: string };
    answer: { jobid: string };
  };
  /** `status`: 1 running, 2 done, 3 failed; read it leniently, it may be a string. */
  "POST /cgi-bin/media/get_upload_by_url_result": {
    body: { jobid: string };
    answer: {
      status: number | string;
      detail?: { errcode: number; errmsg: string; media_id?: string; created_at?: number | string };
    };
  };
}
