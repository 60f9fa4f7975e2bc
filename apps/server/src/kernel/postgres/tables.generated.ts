// biome-ignore lint: replaced by `npm run generate`
export interface DB {}
