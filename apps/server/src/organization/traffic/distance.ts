export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

const earthMetres = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres along the great circle (haversine, mean earth radius): the same figure as SQL's `distance_metres`. */
export function distanceMetres(a: Position, b: Position): number {
  const half =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** How far apart two six-digit (or shorter) division codes are: 0 same district, 1 city, 2 province, 3 elsewhere. */
export function areaSteps(a: string, b: string): number {
  if (a.length >= 6 && a === b) return 0;
  if (a.length >= 4 && a.slice(0, 4) === b.slice(0, 4)) return 1;
  return a.slice(0, 2) === b.slice(0, 2) ? 2 : 3;
}
