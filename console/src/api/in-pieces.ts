// A call that does a piece of a long work each time and keeps its place itself: asked again until all is done. What was
// not heard of may have been done; asking again goes on from there.
import type { Answer } from "@huike/shared/answer";
import type { Endpoint, RequestOf, ResponseOf } from "@huike/shared/endpoint";
import { act } from "./act";

/** In a row, without an answer, before the person is told. */
const SILENT_MAX = 5;

/** `piece` says whether that was the last. The last answer, or the refusal; undefined where nobody waits any more. */
export async function inPieces<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  isWanted: () => boolean,
  piece: (answer: ResponseOf<E>) => boolean,
): Promise<Answer<E> | undefined> {
  for (let silent = 0; isWanted(); ) {
    const answer = await act(endpoint, request);
    if (!answer) return undefined;
    if (answer.ok) {
      silent = 0;
      if (piece(answer.value)) return answer;
    } else if ((answer.error !== "try_later" && answer.error !== "offline") || ++silent === SILENT_MAX) return answer;
  }
  return undefined;
}
