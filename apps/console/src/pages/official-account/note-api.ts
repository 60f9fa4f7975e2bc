import { type AnswerOf, answer, type BodyOf } from "@feilun/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

export type Note = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/notes">["items"][number];
export type NoteDraft = BodyOf<"/api/v1/official-accounts/{officialAccountId}/notes", "post">;
export type NoteSettings = AnswerOf<"/api/v1/official-notes/settings">;
export type NoteWeeks = AnswerOf<"/api/v1/official-accounts/{officialAccountId}/notes/weeks">;

const of = (officialAccountId: string) => ({ params: { path: { officialAccountId } } });
const ofNote = (officialAccountId: string, noteId: string) => ({ params: { path: { officialAccountId, noteId } } });

export const noteSettingsQuery = queryOptions({
  queryKey: ["official-notes", "settings"],
  queryFn: ({ signal }): Promise<NoteSettings> => answer(api.GET("/api/v1/official-notes/settings", { signal })),
});
export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-notes", id, "list"],
    queryFn: ({ signal }): Promise<AnswerOf<"/api/v1/official-accounts/{officialAccountId}/notes">> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/notes", {
          signal,
          params: { path: { officialAccountId: id }, query: { limit: 100 } },
        }),
      ),
    // Publishing takes the platform some seconds to minutes.
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ state: each }) => each === "publishing") ? 10_000 : false,
  });
export const weeksQuery = (id: string) =>
  queryOptions({
    queryKey: ["official-notes", id, "weeks"],
    queryFn: ({ signal }): Promise<NoteWeeks> =>
      answer(
        api.GET("/api/v1/official-accounts/{officialAccountId}/notes/weeks", {
          signal,
          params: { path: { officialAccountId: id }, query: {} },
        }),
      ),
  });
export const addNote = (id: string, body: NoteDraft): Promise<Note> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/notes", { ...of(id), body }));
export const editNote = (id: string, noteId: string, body: NoteDraft & { version: number }): Promise<Note> =>
  answer(api.PUT("/api/v1/official-accounts/{officialAccountId}/notes/{noteId}", { ...ofNote(id, noteId), body }));
export const deleteNote = (id: string, noteId: string) =>
  answer(api.DELETE("/api/v1/official-accounts/{officialAccountId}/notes/{noteId}", ofNote(id, noteId)));
export const publishNote = (id: string, noteId: string): Promise<Note> =>
  answer(api.POST("/api/v1/official-accounts/{officialAccountId}/notes/{noteId}/publish", ofNote(id, noteId)));
export const saveNoteSettings = (body: NoteSettings["setting"]) =>
  answer(api.PUT("/api/v1/official-notes/settings", { body }));
