// A draft's rehearsal, gone through piece by piece, and the approval that hangs on it.
import { ApproveCampaign, GetCampaign, RehearseCampaign } from "@huike/shared/campaign";
import type { CampaignLive, Rehearsal } from "@huike/shared/campaign-live";
import { DAY_MS, shortTime } from "@huike/shared/day";
import { GetPushRules } from "@huike/shared/push-rules";
import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import { inPieces } from "../../api/in-pieces";
import { keysOf, useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { countText, moneyText } from "../../ui/figures";
import { Approve } from "./Approve";
import { words } from "./live-words";
import { RehearsalFigures } from "./RehearsalFigures";

/** All it found is answered once, to whoever asked; the API itself keeps what an approval depends on. */
const keyOfRehearsal = ({ campaignId, version }: CampaignLive) => ["rehearsal", campaignId, version] as const;

export function RehearsalCard({ live }: { readonly live: CampaignLive }) {
  const w = useWords(words);
  const mayRehearse = useMay(RehearseCampaign);
  const { data: whole } = useQuery<Rehearsal>({
    ...{ queryKey: keyOfRehearsal(live), queryFn: skipToken },
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: DAY_MS },
  });
  const { rehearsal } = live;
  const { seen, failure, rehearse } = useRehearsing(live);
  const isStale = rehearsal !== undefined && rehearsal.atMs <= Date.now() - DAY_MS;
  return (
    <Card
      variant="borderless"
      title={<h2 className="card-title">{w.rehearsal}</h2>}
      extra={
        mayRehearse && (
          <Button type={rehearsal && !isStale ? "default" : "primary"} loading={seen !== undefined} onClick={rehearse}>
            {rehearsal ? w.again : w.rehearse}
          </Button>
        )
      }
    >
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {seen !== undefined && (
        <p aria-live="polite">
          <Spin size="small" /> {w.rehearsing(countText(seen))}
        </p>
      )}
      {!rehearsal && seen === undefined && <p className="hint">{w.notYet}</p>}
      {rehearsal && (
        <>
          <p className="hint num">
            {w.rehearsedAt(shortTime(rehearsal.atMs))} {isStale ? w.isStale : !whole && w.shortForm}
          </p>
          <NeedsSecond rehearsal={rehearsal} />
          <RehearsalFigures short={rehearsal} whole={whole} hasCoupons={live.plan.content.path === "wallet"} />
          <Approve live={live} isReady={!isStale && seen === undefined} />
        </>
      )}
    </Card>
  );
}

function useRehearsing(live: CampaignLive) {
  const language = useLanguage();
  const queries = useQueryClient();
  const [seen, setSeen] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const { campaignId, version } = live;
  const rehearse = async () => {
    setFailure(undefined);
    setSeen(0);
    const request = { campaignId, ifVersion: version };
    const answer = await inPieces(
      RehearseCampaign,
      request,
      () => isHere.current,
      (piece) => {
        setSeen(piece.seen);
        return piece.rehearsal !== undefined;
      },
    );
    if (answer?.ok && answer.value.rehearsal) {
      queries.setQueryData(keyOfRehearsal(live), answer.value.rehearsal);
      await queries.invalidateQueries({ queryKey: keysOf(GetCampaign) });
    }
    if (answer && !answer.ok) setFailure(explain(answer.error, answer.detail, language));
    setSeen(undefined);
  };
  return { seen, failure, rehearse: () => void rehearse() };
}

type Short = NonNullable<CampaignLive["rehearsal"]>;

/** By the rules as they are now: they may have changed since it was rehearsed. */
function NeedsSecond({ rehearsal: { people, worstFen } }: { readonly rehearsal: Short }) {
  const w = useWords(words);
  const mayApprove = useMay(ApproveCampaign);
  const { data } = useCall(GetPushRules, {});
  if (!data || !mayApprove) return null;
  const { soloPeople, soloFen } = data.rules;
  if (people <= soloPeople && worstFen !== undefined && worstFen <= soloFen) return null;
  return (
    <Alert
      className="failure"
      type="warning"
      showIcon
      title={w.needsSecond(countText(soloPeople), moneyText(soloFen))}
    />
  );
}
