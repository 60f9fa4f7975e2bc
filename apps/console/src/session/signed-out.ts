let listener: (() => void) | null = null;

/** The session guard listens here for the server's word that the session has ended. */
export function onSignedOut(handle: () => void): () => void {
  listener = handle;
  return () => {
    if (listener === handle) listener = null;
  };
}

export function announceSignedOut(): void {
  listener?.();
}
