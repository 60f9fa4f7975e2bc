import { type FormEvent, useState } from "react";
import type { MomentView, PhoneView } from "../../../src/phone-server/views.ts";
import { act, useDoing, useLive } from "../api.ts";
import { Avatar } from "../avatar.tsx";
import { clockTime } from "../format.ts";
import { LineBody } from "./line.tsx";
import type { Sheet } from "./sheet.ts";
import { TitleBar } from "./title-bar.tsx";

interface Props {
  readonly view: PhoneView;
  open(sheet: Sheet): void;
}

/** Moments of guides; a guide also posts here. */
export function Moments({ view, open }: Props) {
  const { person, externalUserid } = view;
  const { data } = useLive<{ items: MomentView[] }>(`/phone/moments?person=${encodeURIComponent(person.id)}`);
  const by = person.userid ?? externalUserid;
  return (
    <>
      <TitleBar title="朋友圈" />
      {person.userid && <Post userid={person.userid} />}
      {data?.items.length === 0 && <p className="empty">{person.userid ? "还没有发表过" : "导购发表后，这里能看到"}</p>}
      {data?.items.map((moment) => (
        <Moment key={`${moment.momentId}${moment.userid}`} moment={moment} by={by} open={open} />
      ))}
    </>
  );
}

function Moment({
  moment,
  by,
  open,
}: {
  readonly moment: MomentView;
  readonly by: string | undefined;
  open(sheet: Sheet): void;
}) {
  const { busy, run } = useDoing();
  const [text, setText] = useState("");
  const where = { momentId: moment.momentId, userid: moment.userid, by };
  const comment = (event: FormEvent) => {
    event.preventDefault();
    run(async () => {
      await act("wecom.comment_moment", { ...where, text });
      setText("");
    });
  };
  return (
    <article className="moment">
      <Avatar name={moment.author} staff />
      <div className="grow">
        <b>{moment.author}</b>
        {moment.lines.map((line) => (
          <LineBody key={line.id} line={line} open={open} />
        ))}
        <small>{clockTime(moment.at)}</small>
        {by && (
          <form className="inline" onSubmit={comment}>
            <button
              type="button"
              disabled={busy || moment.liked}
              onClick={() => run(() => act("wecom.like_moment", where))}
            >
              {moment.liked ? "已赞" : "赞"}
            </button>
            <input
              required
              maxLength={1000}
              placeholder="评论"
              aria-label="评论"
              value={text}
              onChange={(e) => setText(e.target.value)}
            />
          </form>
        )}
        {moment.likes.length > 0 && (
          <p className="likes">
            ♡ {moment.likes.slice(0, 20).join("、")}
            {moment.likes.length > 20 && ` 等 ${moment.likes.length} 人`}
          </p>
        )}
        {moment.comments.slice(-10).map(({ name, text: said }) => (
          <p key={`${name} ${said}`} className="likes">
            <b>{name}</b>：{said}
          </p>
        ))}
      </div>
    </article>
  );
}

function Post({ userid }: { readonly userid: string }) {
  const { busy, run } = useDoing();
  const [content, setContent] = useState("");
  return (
    <form
      className="inline padded"
      onSubmit={(event) => {
        event.preventDefault();
        run(async () => {
          await act("wecom.post_moment", { userid, content });
          setContent("");
        });
      }}
    >
      <input
        required
        maxLength={2000}
        placeholder="发一条朋友圈"
        aria-label="发一条朋友圈"
        value={content}
        onChange={(e) => setContent(e.target.value)}
      />
      <button type="submit" className="primary" disabled={busy}>
        发表
      </button>
    </form>
  );
}
