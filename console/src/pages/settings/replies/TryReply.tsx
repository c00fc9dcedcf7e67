// What would be answered, as the texts stand on the page, saved or not.
import { matcherOf, type Replies } from "@huike/shared/replies";
import { Input } from "antd";
import { useState } from "react";
import { useWords } from "../../../text/language";
import { words } from "./words";

export function TryReply({ replies }: { readonly replies: Replies }) {
  const w = useWords(words);
  const [said, setSaid] = useState("");
  const rule = said.trim() === "" ? undefined : matcherOf(replies)(said);
  const reply = rule?.reply ?? replies.otherwise;
  return (
    <aside className="replies__try" aria-label={w.tryIt}>
      <h2>{w.tryIt}</h2>
      <Input
        aria-label={w.trySay}
        placeholder={w.trySay}
        value={said}
        maxLength={200}
        onChange={({ target }) => setSaid(target.value)}
      />
      {said.trim() !== "" && (
        <div aria-live="polite">
          <p className="replies__said">{said}</p>
          <p className="replies__told">
            {reply ? reply.text : w.tryNothing}
            {reply?.link && <span className="replies__words">{reply.link.label}</span>}
          </p>
          {reply && <p className="page-head__note">{rule ? w.tryRule(rule.name) : w.tryOtherwise}</p>}
        </div>
      )}
    </aside>
  );
}
