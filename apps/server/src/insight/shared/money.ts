/** Li (1/10 fen, what facts carry) to fen, rounded once, half away from zero. */
export function liToFen(li: number): number {
  return Math.sign(li) * Math.round(Math.abs(li) / 10);
}
