// 门店: where the shops are, open now or when next. The phone's place is asked for only by a tap, and never needed.
import { distanceText } from "@huike/shared/distance";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { isMember, serverNowMs, useSession } from "../../state/session-state";
import { refreshStores, useStores } from "../../state/stores-state";
import { askWhereabouts, useWhereabouts } from "../../state/whereabouts";
import { explain, keptContentLine } from "../../text/explain";
import { hoursText, type NearStore, openingOf, sortStores } from "../../text/store-text";
import { Button } from "../../ui/Button";
import { CodeButton } from "../../ui/CodeButton";
import { Notice, NoticeLine } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import "./stores.css";

const whereaboutsText = {
  unasked: undefined,
  here: undefined,
  refused: "没有定位也能找：下面是全部门店",
  unavailable: "暂时拿不到位置，下面是全部门店",
} as const;

export default function StoresPage() {
  const kept = useStores((s) => s.kept);
  const failure = useStores((s) => s.failure);
  const heardAtMs = useStores((s) => s.heardAtMs);
  const { point, answer } = useWhereabouts();
  const isMine = useSession((s) => isMember(s.session));
  const [isAsking, setAsking] = useState(false);
  const refresh = () => void refreshStores();
  useDidShow(refresh);

  const sortByDistance = async () => {
    setAsking(true);
    await askWhereabouts();
    setAsking(false);
  };
  const nowMs = serverNowMs();
  return (
    <Page className={isMine ? "" : "page--no-code"}>
      {failure && kept && <NoticeLine sentence={keptContentLine(heardAtMs, nowMs)} onRetry={refresh} />}
      {failure && !kept && (
        <Notice sentence={explain(failure, undefined, nowMs)} action={{ label: "再试一次", onClick: refresh }} />
      )}
      {!kept && !failure && <Skeleton lines={4} />}
      {kept && answer !== "here" && (
        <Button kind="outlined" isBusy={isAsking} onClick={() => void sortByDistance()}>
          按距离排序
        </Button>
      )}
      {whereaboutsText[answer] && <Text className="t-label stores__hint">{whereaboutsText[answer]}</Text>}
      {sortStores(kept?.stores ?? [], point).map((row) => (
        <StoreCard key={row.store.storeId} row={row} nowMs={nowMs} />
      ))}
      <CodeButton />
    </Page>
  );
}

function StoreCard({ row: { store, meters }, nowMs }: { readonly row: NearStore; readonly nowMs: number }) {
  const opening = openingOf(store, nowMs);
  const hours = hoursText(store, nowMs);
  return (
    <View className="panel store">
      <View className="store__head">
        <Text className="store__name">{store.name}</Text>
        {meters !== undefined && <Text className="store__far num">{distanceText(meters)}</Text>}
      </View>
      <Text className={`store__opening ${opening.isOpen ? "store__opening--open" : ""}`}>
        {opening.text}
        {opening.isOpen && hours ? ` · ${hours}` : ""}
      </Text>
      <Text className="t-label t-block">{`${store.city} ${store.address}`}</Text>
      <View
        className="link"
        ariaRole="button"
        ariaLabel={`给${store.name}打电话`}
        onClick={() => void Taro.makePhoneCall({ phoneNumber: store.phone }).catch(() => undefined)}
      >
        <Text className="num">电话 {store.phone}</Text>
      </View>
    </View>
  );
}
