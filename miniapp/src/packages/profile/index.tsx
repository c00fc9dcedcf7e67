// 我的资料: a name, a birthday, a phone number, each told where somebody wants to. Nothing ever needs them, and nothing of
// it is kept on the phone. In a package of its own: few open it, and everybody pays for the main one.
import type { CallFailure } from "@huike/shared/endpoint";
import { GetProfile, type Profile } from "@huike/shared/profile";
import { Text } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { call } from "../../api/call";
import { ensureSession } from "../../api/session";
import { routes } from "../../routes";
import { isMember, serverNowMs } from "../../state/session-state";
import { explain } from "../../text/explain";
import { Notice, NoticeLine } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { BirthdayPart } from "./BirthdayPart";
import { NamePart } from "./NamePart";
import { PhonePart } from "./PhonePart";
import "./profile.css";

type Failure = CallFailure<typeof GetProfile> | "guest";

export default function ProfilePage() {
  const [profile, setProfile] = useState<Profile>();
  const [failure, setFailure] = useState<Failure>();
  const ask = async () => {
    const answer = await askAsMember();
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) setProfile(answer.value);
  };
  useDidShow(() => void ask());
  if (!profile) return <Page>{failure ? <NoProfile why={failure} onRetry={ask} /> : <Skeleton />}</Page>;
  return (
    <Page>
      {failure && failure !== "guest" && (
        <NoticeLine sentence={explain(failure, undefined, serverNowMs())} onRetry={() => void ask()} />
      )}
      <Text className="t-label t-block">都可以不填，随时能删。不填也一样领券、用券。</Text>
      <NamePart profile={profile} onSaved={setProfile} />
      <BirthdayPart profile={profile} onSaved={setProfile} onOutdated={ask} />
      <PhonePart profile={profile} onSaved={setProfile} />
    </Page>
  );
}

async function askAsMember(): Promise<{ ok: true; value: Profile } | { ok: false; error: Failure }> {
  const signedIn = await ensureSession();
  if (signedIn.ok && !isMember(signedIn.value)) return { ok: false, error: "guest" };
  return call(GetProfile, {});
}

type NoProfileProps = { readonly why: Failure; readonly onRetry: () => Promise<void> };

function NoProfile({ why, onRetry }: NoProfileProps) {
  return why === "guest" ? (
    <Notice
      sentence="还不是会员。到店里扫一扫码，领券时一并加入。"
      action={{ label: "回首页", onClick: () => void Taro.switchTab({ url: routes.home }) }}
    />
  ) : (
    <Notice
      sentence={explain(why, undefined, serverNowMs())}
      action={{ label: "再试一次", onClick: () => void onRetry() }}
    />
  );
}
