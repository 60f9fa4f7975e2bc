import type { Refusal } from "../errors.ts";

interface DatabaseError {
  readonly code?: string;
  readonly constraint?: string;
}

/**
 * Runs a statement and turns the violation of a named constraint into the refusal a person can act on. The database decides,
 * so two people at once cannot both pass a check that each made beforehand.
 */
export async function refuseOn<Result>(
  refusals: Readonly<Record<string, () => Refusal>>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, constraint } = error as DatabaseError;
    const refusal = code?.startsWith("23") && constraint !== undefined ? refusals[constraint] : undefined;
    throw refusal ? refusal() : error;
  }
}
