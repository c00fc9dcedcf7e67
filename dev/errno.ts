// Tells system errors apart by their code. Not by `instanceof Error`: under jest they come from another realm.

export const isErrno = (cause: unknown, code: string): boolean =>
  typeof cause === "object" && cause !== null && "code" in cause && cause.code === code;
