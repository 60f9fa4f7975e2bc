/** `order_scene` in operators' words: wechat-api.md §5.2. */
const scenes: Readonly<Record<number, string>> = {
  1: "其他",
  2: "直播",
  3: "短视频",
  4: "商品分享",
  5: "橱窗",
  6: "公众号文章",
};

export const sceneLabel = (scene: number | null): string | null =>
  scene === null ? null : (scenes[scene] ?? `场景 ${scene}`);
