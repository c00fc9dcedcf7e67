// 我的: the member number, level and points, what they told of themselves, the reading size, what was agreed to, and for staff the way to the till.
import { calendarDay } from "@huike/shared/day";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { openPrivacyGuide } from "../../platform/privacy";
import { routes } from "../../routes";
import { chooseFontStep, useFontStep } from "../../state/font-scale-state";
import { useHome } from "../../state/home-state";
import { refreshAll } from "../../state/refresh";
import { isMember, useSession } from "../../state/session-state";
import { Button } from "../../ui/Button";
import { CodeButton } from "../../ui/CodeButton";
import { Fact } from "../../ui/Fact";
import { Page } from "../../ui/Page";
import { Section } from "../../ui/Section";
import { Tabs } from "../../ui/Tabs";
import { PointsLog } from "./PointsLog";
import { Reminders } from "./Reminders";
import { scanInvite } from "./scan-invite";

const sizes = [
  { key: "0", label: "标准", step: 0 },
  { key: "2", label: "大", step: 2 },
  { key: "3", label: "特大", step: 3 },
] as const;

export default function MePage() {
  const session = useSession((s) => s.session);
  const card = useHome((s) => s.home?.wallet.card);
  const step = useFontStep((s) => s.step);
  useDidShow(() => void refreshAll());
  const openGuide = async () => {
    if (!(await openPrivacyGuide())) void Taro.navigateTo({ url: routes.agreement("privacy") });
  };
  return (
    <Page>
      <View className="panel">
        {isMember(session) && card ? (
          <View>
            <Fact name="会员号" value={card.memberNo.replace(/(\d{3})(?=\d)/g, "$1 ")} />
            <Fact name="等级" value={card.levelName} />
            <Fact name="积分" value={String(card.points)} />
            <Fact name="入会" value={calendarDay(card.joinedAtMs)} />
          </View>
        ) : (
          <Text className="t-body t-block">还不是会员。到店里扫一扫码，领券时一并加入。</Text>
        )}
      </View>
      {isMember(session) && (
        <View className="section">
          <Button kind="outlined" onClick={() => void Taro.navigateTo({ url: routes.profile })}>
            我的资料
          </Button>
        </View>
      )}
      {isMember(session) && card && <PointsLog points={card.points} />}
      {isMember(session) && <Reminders />}
      {session?.isStaff ? (
        <Section title="店员">
          <Button kind="outlined" onClick={() => void Taro.navigateTo({ url: routes.till })}>
            去收银台
          </Button>
        </Section>
      ) : (
        <Section title="是这里的员工？">
          <Button kind="words" onClick={() => void scanInvite()}>
            扫同事出示的邀请码
          </Button>
        </Section>
      )}
      <Section title="字号">
        <Tabs
          items={sizes}
          chosen={sizes.find((s) => s.step === step)?.key ?? (step === 1 ? "2" : "0")}
          onChoose={(key) => chooseFontStep(sizes.find((s) => s.key === key)?.step ?? 0)}
        />
      </Section>
      <Section title="协议">
        <View className="links">
          <View className="link" onClick={() => void Taro.navigateTo({ url: routes.agreement("membership") })}>
            <Text>《会员协议》</Text>
          </View>
          <View className="link" onClick={() => void openGuide()}>
            <Text>《隐私保护指引》</Text>
          </View>
        </View>
      </Section>
      <CodeButton />
    </Page>
  );
}
