// A failure that is a mistake at the keyboard or a fact of the machine. Its message is a sentence that says what
// to do; commands print it alone, where a defect of ours is printed with its stack.

export class SentenceForPeople extends Error {
  override name = "SentenceForPeople";
}
