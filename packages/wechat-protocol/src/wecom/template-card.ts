interface Titled {
  title?: string;
  desc?: string;
}
/** 0 nothing, 1 url, 2 mini program, 3 member, as far as the place allows. */
interface Jump {
  type?: 0 | 1 | 2 | 3;
  url?: string;
  appid?: string;
  pagepath?: string;
}

/** The parts every card may have: wecom-api.md §11.1. */
interface CardBase {
  source?: { icon_url?: string; desc?: string; desc_color?: 0 | 1 | 2 | 3 };
  main_title?: Titled;
  action_menu?: { desc: string; action_list: { text: string; key: string }[] };
  /** Needed for interactive cards and with action_menu; unique per app. */
  task_id?: string;
}
interface NoticeParts {
  quote_area?: Jump & { title?: string; quote_text?: string };
  /** `type` 3 names a member, 2 a file. */
  horizontal_content_list?: {
    type?: 0 | 1 | 2 | 3;
    keyname: string;
    value?: string;
    url?: string;
    media_id?: string;
    userid?: string;
  }[];
  jump_list?: (Jump & { title: string })[];
  card_action?: Jump & { type: 1 | 2 };
}
interface Choice {
  question_key: string;
  title?: string;
  option_list: { id: string; text: string }[];
  selected_id?: string;
}
interface SubmitButton {
  text: string;
  key: string;
}

/** A card in a member's chat with the app. */
export type WecomTemplateCard = CardBase &
  (
    | ({ card_type: "text_notice"; emphasis_content?: Titled; sub_title_text?: string } & NoticeParts)
    | ({
        card_type: "news_notice";
        card_image?: { url: string; aspect_ratio?: number };
        image_text_area?: Jump & Titled & { image_url: string };
        vertical_content_list?: Titled[];
      } & NoticeParts)
    | ({
        card_type: "button_interaction";
        sub_title_text?: string;
        button_selection?: Choice;
        /** `type` 0 calls back with `key`, 1 opens `url`. */
        button_list: { type?: 0 | 1; text: string; style?: 1 | 2 | 3 | 4; key?: string; url?: string }[];
      } & NoticeParts)
    | {
        card_type: "vote_interaction";
        /** `mode` 0 single, 1 multiple. */
        checkbox: {
          question_key: string;
          mode?: 0 | 1;
          option_list: { id: string; text: string; is_checked?: boolean }[];
        };
        submit_button: SubmitButton;
      }
    | { card_type: "multiple_interaction"; select_list: Choice[]; submit_button: SubmitButton }
  );
