/**
 * One call of a platform, under the key `"<METHOD> <path>"`. `query` leaves out the access token, `answer` the envelope
 * (errcode, errmsg). Field names are the wire's own.
 */
export interface Endpoint {
  readonly query?: object;
  readonly body?: object;
  readonly answer: object;
}

/** A page cursor of WeCom: empty or absent at the end. */
export interface NextCursor {
  readonly next_cursor?: string;
}

/** The query of an endpoint, or `undefined` for one without. */
export type QueryOf<E> = E extends { readonly query: infer Q } ? Q : undefined;
/** The JSON body of an endpoint, or `undefined` for one without. */
export type BodyOf<E> = E extends { readonly body: infer B } ? B : undefined;
/** The answer of an endpoint without its envelope. */
export type AnswerOf<E> = E extends { readonly answer: infer A } ? A : never;
