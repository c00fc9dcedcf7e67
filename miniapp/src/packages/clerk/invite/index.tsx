// An invite was read: what it offers, and a tap that accepts it. Whoever is no member yet joins by the same tap.
import type { CallFailure, ResponseOf } from "@huike/shared/endpoint";
import { type AcceptInvite, ReadInvite, readInviteText } from "@huike/shared/invite";
import { roleWords } from "@huike/shared/staff";
import { Text, View } from "@tarojs/components";
import Taro, { useRouter } from "@tarojs/taro";
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../../../api/call";
import { decodeOnce } from "../../../api/read-scene";
import { routes } from "../../../routes";
import { isMember, serverNowMs, useSession } from "../../../state/session-state";
import { dayAndTime, explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Fact } from "../../../ui/Fact";
import { Notice } from "../../../ui/Notice";
import { JoinAndClaim } from "../../../ui/OfferActions";
import { Page } from "../../../ui/Page";
import { Skeleton } from "../../../ui/Skeleton";
import { type Accepting, acceptInvite, joinAndAccept } from "./accept-invite";
import "../clerk.css";

type Invitation = ResponseOf<typeof ReadInvite>;
type Phase =
  | { readonly is: "asking" }
  | { readonly is: "shown"; readonly invite: Invitation; readonly trouble?: string }
  | { readonly is: "accepting"; readonly invite: Invitation }
  | { readonly is: "accepted" }
  | { readonly is: "failed"; readonly error: CallFailure<typeof AcceptInvite> };

const MAY_AGAIN: ReadonlySet<string> = new Set(["offline", "try_later", "unexpected"]);

export default function InvitePage() {
  const { text = "" } = useRouter().params;
  const [phase, setPhase] = useState<Phase>({ is: "asking" });
  const session = useSession((s) => s.session);
  const isAccepting = useRef(false);

  const look = useCallback(async () => {
    const read = readInviteText(decodeOnce(text));
    if (!read) return setPhase({ is: "failed", error: "invite_unknown" });
    setPhase({ is: "asking" });
    const answer = await call(ReadInvite, read);
    if (!answer.ok) return setPhase({ is: "failed", error: answer.error });
    setPhase(answer.value.isMine ? { is: "accepted" } : { is: "shown", invite: answer.value });
  }, [text]);
  useEffect(() => void look(), [look]);

  const accept = async (invite: Invitation, how: Accepting) => {
    const read = readInviteText(decodeOnce(text));
    // WeChat may fire a tap and an agreement for one touch: the second finds the first at work.
    if (!read || isAccepting.current) return;
    isAccepting.current = true;
    setPhase({ is: "accepting", invite });
    const answer = await how(read);
    isAccepting.current = false;
    if (answer.ok) return setPhase({ is: "accepted" });
    if (!MAY_AGAIN.has(answer.error)) return setPhase({ is: "failed", error: answer.error });
    setPhase({ is: "shown", invite, trouble: explain(answer.error, answer.detail, serverNowMs()) });
  };
  return (
    <Page className="clerk">
      {phase.is === "asking" && <Skeleton />}
      {(phase.is === "shown" || phase.is === "accepting") && (
        <View>
          <Offered invite={phase.invite} />
          {phase.is === "shown" && phase.trouble && <Notice sentence={phase.trouble} />}
          {isMember(session) ? (
            <Button isBusy={phase.is === "accepting"} onClick={() => void accept(phase.invite, acceptInvite)}>
              接受邀请
            </Button>
          ) : (
            <JoinAndClaim
              isBusy={phase.is === "accepting"}
              label="同意协议并接受"
              onAgree={() => void accept(phase.invite, joinAndAccept)}
            />
          )}
        </View>
      )}
      {phase.is === "accepted" && <Accepted />}
      {phase.is === "failed" && (
        <Notice
          sentence={explain(phase.error, undefined, serverNowMs())}
          action={
            MAY_AGAIN.has(phase.error)
              ? { label: "再试一次", onClick: () => void look() }
              : { label: "回首页", onClick: () => void Taro.switchTab({ url: routes.home }) }
          }
        />
      )}
    </Page>
  );
}

function Offered({ invite }: { readonly invite: Invitation }) {
  return (
    <View>
      <Text className="t-title t-block">{`邀请你担任${roleWords[invite.role].zh}`}</Text>
      <View className="panel">
        <Fact name="称呼" value={invite.name} />
        <Fact name="工号" value={`${invite.clerkNo} 号`} />
        {invite.storeNames.length > 0 && <Fact name="门店" value={invite.storeNames.join("、")} />}
        <Fact name="有效期" value={`${dayAndTime(invite.expiresAtMs, serverNowMs())} 前`} />
      </View>
      <Text className="t-note t-block">不是发给你的就不要接受：接受后以你的身份生效，只能用一次。</Text>
    </View>
  );
}

function Accepted() {
  return (
    <View className="section">
      <Text className="t-title t-block">✓ 已接受，欢迎加入</Text>
      <Button onClick={() => void Taro.redirectTo({ url: routes.till })}>去收银台</Button>
    </View>
  );
}
