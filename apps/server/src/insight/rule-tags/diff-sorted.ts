/** What has to be added to and removed from `before` to make it `after`; both ascending, without repetition. */
export function diffSorted(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
): { added: number[]; removed: number[] } {
  const added: number[] = [];
  const removed: number[] = [];
  let b = 0;
  let a = 0;
  while (b < before.length || a < after.length) {
    const old = b < before.length ? (before[b] as number) : Number.POSITIVE_INFINITY;
    const now = a < after.length ? (after[a] as number) : Number.POSITIVE_INFINITY;
    if (old === now) {
      b++;
      a++;
    } else if (old < now) {
      removed.push(old);
      b++;
    } else {
      added.push(now);
      a++;
    }
  }
  return { added, removed };
}
