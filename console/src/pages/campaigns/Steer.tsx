// 暂停, 继续, 取消: each says what it does before it is done, and why it was afterwards.
import { CancelCampaign, GetCampaign, ListCampaigns, PauseCampaign, ResumeCampaign } from "@huike/shared/campaign";
import type { CampaignLive, CampaignState } from "@huike/shared/campaign-live";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keysOf } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { AskWhy } from "../../ui/AskWhy";
import { words } from "./live-words";

type Verb = "pause" | "resume" | "cancelIt";

const endpoints = { pause: PauseCampaign, resume: ResumeCampaign, cancelIt: CancelCampaign } as const;
const notes = { pause: "pauseNote", resume: "resumeNote", cancelIt: "cancelNote" } as const;

const verbs: Readonly<Record<CampaignState, readonly Verb[]>> = {
  draft: ["cancelIt"],
  scheduled: ["cancelIt"],
  running: ["cancelIt", "pause"],
  paused: ["cancelIt", "resume"],
  done: [],
  cancelled: [],
};

export function Steer({ live: { campaignId, state, plan } }: { readonly live: CampaignLive }) {
  const w = useWords(words);
  const may = useMay(PauseCampaign);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [verb, setVerb] = useState<Verb>();
  if (!may) return null;
  return (
    <>
      {verbs[state].map((one) => (
        <Button
          key={one}
          type={one === "cancelIt" ? "default" : "primary"}
          danger={one === "cancelIt"}
          onClick={() => setVerb(one)}
        >
          {w[one]}
        </Button>
      ))}
      {verb && (
        <AskWhy
          title={`${w[verb]} · ${plan.name}`}
          isDanger={verb === "cancelIt"}
          onSure={(why) => act(endpoints[verb], { campaignId, why })}
          onDone={async () => {
            message.success(w.done);
            await queries.invalidateQueries({ queryKey: keysOf(GetCampaign) });
            await queries.invalidateQueries({ queryKey: keysOf(ListCampaigns) });
          }}
          onClose={() => setVerb(undefined)}
        >
          <p>{w[notes[verb]]}</p>
        </AskWhy>
      )}
    </>
  );
}
