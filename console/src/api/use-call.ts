// Reads of a page: asked by contract, kept while they are asked anew, and refused as values.
import type { CallFailure, Endpoint, RefusalDetail, RequestOf, ResponseOf } from "@huike/shared/endpoint";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { send } from "./send";

/** A refused read, thrown for the cache of answers to carry. */
export class CallRefused extends Error {
  override name = "CallRefused";
  readonly refusal: CallFailure<Endpoint>;
  readonly detail: RefusalDetail | undefined;

  constructor(refusal: CallFailure<Endpoint>, detail?: RefusalDetail) {
    super(refusal);
    this.refusal = refusal;
    this.detail = detail;
  }
}

export const keyOf = <E extends Endpoint>(endpoint: E, request: RequestOf<E>) =>
  [endpoint.audience, endpoint.path, request] as const;

/** All answers of an endpoint, to be asked anew. */
export const keysOf = (endpoint: Endpoint) => [endpoint.audience, endpoint.path] as const;

export async function read<E extends Endpoint>(endpoint: E, request: RequestOf<E>): Promise<ResponseOf<E>> {
  const answer = await send(endpoint, request);
  if (!answer.ok) throw new CallRefused(answer.error, answer.detail);
  return answer.value;
}

type Options<Res> = {
  /** How soon to ask again, in ms; by what was answered last, where it does not always move; undefined: not by itself. */
  readonly everyMs?: number | ((newest: Res | undefined) => number | undefined);
  readonly isWanted?: boolean;
  /** An answer that costs: for so long, in ms, it is not asked anew only because somebody looks again. */
  readonly freshMs?: number;
};

/** The old rows stay while new ones are asked for. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  { everyMs, isWanted = true, freshMs }: Options<ResponseOf<E>> = {},
): UseQueryResult<ResponseOf<E>, CallRefused> {
  return useQuery<ResponseOf<E>, CallRefused>({
    queryKey: keyOf(endpoint, request),
    queryFn: () => read(endpoint, request),
    placeholderData: keepPreviousData,
    enabled: isWanted,
    ...(freshMs === undefined ? {} : { staleTime: freshMs }),
    refetchInterval: ({ state }) => (typeof everyMs === "function" ? everyMs(state.data) : everyMs) ?? false,
  });
}
