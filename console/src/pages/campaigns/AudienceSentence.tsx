// For whom: a kept rule to begin from, and the rule itself. A campaign keeps the rule as it was when it was written: who
// changes the kept one later changes no campaign.
import type { AudienceRule } from "@huike/shared/audience";
import { ListSegments } from "@huike/shared/audience-calls";
import { Select } from "antd";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { Sentence } from "../../ui/Sentence";
import { RuleEditor } from "../audiences/RuleEditor";
import { words } from "./words";

type Props = {
  readonly rule: AudienceRule;
  readonly isTried: boolean;
  readonly onChange: (rule: AudienceRule) => void;
};

export function AudienceSentence({ rule, isTried, onChange }: Props) {
  const w = useWords(words);
  const mayList = useMay(ListSegments);
  const { data } = useCall(ListSegments, {}, { isWanted: mayList });
  const active = data?.segments.filter(({ state }) => state === "active") ?? [];
  const same = active.find((one) => JSON.stringify(one.rule) === JSON.stringify(rule));
  return (
    <Sentence label={w.sAudience} isTall>
      {active.length > 0 && (
        <Select
          aria-label={w.sSegment}
          className="wide"
          showSearch={{ optionFilterProp: "label" }}
          placeholder={w.sSegment}
          options={active.map(({ segmentId, name }) => ({ value: segmentId, label: name }))}
          value={same?.segmentId ?? null}
          onChange={(segmentId: string) => {
            const chosen = active.find((one) => one.segmentId === segmentId);
            if (chosen) onChange(chosen.rule);
          }}
        />
      )}
      <RuleEditor value={rule} isTried={isTried} onChange={onChange} />
    </Sentence>
  );
}
