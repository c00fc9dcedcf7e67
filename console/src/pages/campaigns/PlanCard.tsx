// What was planned, as it stands.
import { sentenceOf } from "@huike/shared/audience-sentence";
import type { CampaignPlan } from "@huike/shared/campaign-plan";
import { Card } from "antd";
import { Link } from "wouter";
import { useLanguage, useWords } from "../../text/language";
import { words } from "./live-words";
import { useNameOf } from "./use-name-of";
import { words as listWords, timeText, wayText } from "./words";

export function PlanCard({ plan }: { readonly plan: CampaignPlan }) {
  const w = useWords(words);
  const l = useWords(listWords);
  const language = useLanguage();
  const nameOf = useNameOf();
  const { audience, content, time, holdOutPermille } = plan;
  return (
    <Card variant="borderless" title={<h2 className="card-title">{w.plan}</h2>}>
      <dl className="facts facts--wide">
        <div>
          <dt>{w.forWhom}</dt>
          <dd>{sentenceOf(audience, nameOf)[language]}</dd>
        </div>
        <div>
          <dt>{w.content}</dt>
          <dd>
            {wayText(content.path, language)} · {l[content.kind]}
          </dd>
        </div>
        {content.path === "wallet" && (
          <div>
            <dt>{w.offer}</dt>
            <dd>
              <Link href={`/offers/${content.offerId}`}>{nameOf(content.offerId)}</Link>
            </dd>
          </div>
        )}
        <div>
          <dt>{w.when}</dt>
          <dd className="num">{timeText(time, language)}</dd>
        </div>
        <div>
          <dt>{w.heldOutShare}</dt>
          <dd className="num">{holdOutPermille / 10}%</dd>
        </div>
      </dl>
    </Card>
  );
}
