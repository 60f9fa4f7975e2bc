/** What a language model is asked. Texts hold no personal data: whoever asks has taken it out. */
export interface ModelQuestion {
  readonly system: string;
  readonly user: string;
  /** Most tokens of the answer. */
  readonly maxTokens: number;
}

export interface ModelAnswer {
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ModelAddress {
  /** Up to and without `/chat/completions`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string;
  readonly timeoutSeconds: number;
}

/** Implemented by a connector. @throws ModelRefusal */
export interface LanguageModel {
  ask(address: ModelAddress, question: ModelQuestion, signal: AbortSignal): Promise<ModelAnswer>;
}

/** Why no answer came, in Chinese, and what to do. */
export class ModelRefusal extends Error {
  override readonly name = "ModelRefusal";
  readonly reason: string;
  readonly remedy: string;
  /** It may be asked again: nothing was answered. */
  readonly mayRetry: boolean;
  constructor(reason: string, remedy: string, mayRetry = false) {
    super(reason);
    this.reason = reason;
    this.remedy = remedy;
    this.mayRetry = mayRetry;
  }
}
