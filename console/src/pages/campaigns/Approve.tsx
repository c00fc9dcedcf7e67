// Lets a rehearsed draft go: with a reason, and a yes on the approver's phone.
import { ApproveCampaign, GetCampaign, ListCampaigns } from "@huike/shared/campaign";
import type { CampaignLive } from "@huike/shared/campaign-live";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keysOf } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { AskWhy } from "../../ui/AskWhy";
import { words } from "./live-words";

type Props = { readonly live: CampaignLive; readonly isReady: boolean };

export function Approve({ live: { campaignId, version, plan }, isReady }: Props) {
  const w = useWords(words);
  const mayApprove = useMay(ApproveCampaign);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  if (!mayApprove) return null;
  return (
    <div className="approve">
      <span className="hint">{w.approveNote}</span>
      <Button type="primary" disabled={!isReady} onClick={() => setOpen(true)}>
        {w.approve}
      </Button>
      {isOpen && (
        <AskWhy
          title={`${w.approve} · ${plan.name}`}
          onSure={(why) => act(ApproveCampaign, { campaignId, ifVersion: version, why })}
          onDone={async () => {
            message.success(w.approved);
            await queries.invalidateQueries({ queryKey: keysOf(GetCampaign) });
            await queries.invalidateQueries({ queryKey: keysOf(ListCampaigns) });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
