// 门店: which shop, how far, open now or when next. Everything is found on the phone, in the list it keeps.
import type { StoreRow } from "@huike/shared/store-facts";
import { Text } from "@tarojs/components";
import { useDidShow, useReachBottom } from "@tarojs/taro";
import { type ReactNode, useMemo, useState } from "react";
import { useHome } from "../../state/home-state";
import { refreshFinder } from "../../state/refresh";
import { isMember, serverNowMs, useSession } from "../../state/session-state";
import { useStores } from "../../state/stores-state";
import { heldIn } from "../../state/wallet";
import { chooseCity, farText, useWhereabouts } from "../../state/whereabouts";
import { explain, keptContentLine } from "../../text/explain";
import { openingsAt } from "../../text/store-text";
import { Button } from "../../ui/Button";
import { CodeButton } from "../../ui/CodeButton";
import { Field } from "../../ui/Field";
import { Notice, NoticeLine } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { AskDistance } from "./AskDistance";
import { Chips } from "./Chips";
import { citiesOf, findStores } from "./find-stores";
import { StoreCard } from "./StoreCard";
import "./stores.css";

const QUERY_MAX = 30;

export default function StoresPage() {
  const kept = useStores((s) => s.kept);
  const heardAtMs = useStores((s) => s.heardAtMs);
  const isMine = useSession((s) => isMember(s.session));
  const homeFailure = useHome((s) => (isMine ? s.failure : undefined));
  const failure = useStores((s) => s.failure) ?? homeFailure;
  const refresh = () => void refreshFinder();
  useDidShow(refresh);

  const nowMs = serverNowMs();
  return (
    <Page className={isMine ? "" : "page--no-code"}>
      {failure && kept && <NoticeLine sentence={keptContentLine(heardAtMs, nowMs)} onRetry={refresh} />}
      {failure && !kept && (
        <Notice sentence={explain(failure, undefined, nowMs)} action={{ label: "再试一次", onClick: refresh }} />
      )}
      {!kept && !failure && <Skeleton lines={4} />}
      {kept && <Finder stores={kept.stores} nowMs={nowMs} />}
      <CodeButton />
    </Page>
  );
}

/** Opening times are worked out anew each minute, not at every letter typed. */
const MINUTE_MS = 60_000;

function Finder({ stores, nowMs }: { readonly stores: readonly StoreRow[]; readonly nowMs: number }) {
  const { point, isRough, city: chosenCity } = useWhereabouts();
  const home = useHome((s) => s.home);
  const [query, setQuery] = useState("");
  const [isOpenOnly, setOpenOnly] = useState(false);
  const [isMineOnly, setMineOnly] = useState(false);
  const minute = Math.floor(nowMs / MINUTE_MS);
  const openingOf = useMemo(() => openingsAt(minute * MINUTE_MS), [minute]);
  const cities = useMemo(() => citiesOf(stores), [stores]);
  // A city the chain has left must not leave the list empty.
  const city = cities.some((one) => one.city === chosenCity) ? chosenCity : undefined;
  const usable = heldIn(home, "usable", nowMs);
  const takes = isMineOnly && usable.length > 0 ? usable : undefined;
  const takesKey = takes?.map(({ face }) => `${face.offerId}#${face.version}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: takes is a new list at each render, takesKey says whether it differs
  const found = useMemo(
    () => findStores(stores, { from: point, city, query, isOpenOnly, takes }, openingOf),
    [stores, point, city, query, isOpenOnly, takesKey, openingOf],
  );
  const showAll = () => {
    setQuery("");
    setMineOnly(false);
    chooseCity(undefined);
  };
  const filters = [
    { key: "open", label: "正在营业", isOn: isOpenOnly, onTap: () => setOpenOnly(!isOpenOnly) },
    ...(usable.length > 0
      ? [{ key: "mine", label: "可用我的券", isOn: isMineOnly, onTap: () => setMineOnly(!isMineOnly) }]
      : []),
  ];
  return (
    <>
      <Field label="搜索门店" placeholder="搜店名或地址" value={query} maxLength={QUERY_MAX} onType={setQuery} />
      <Chips label="筛选" chips={filters} />
      <AskDistance cities={cities} city={city} />
      {found.isAllShut && <Text className="t-label stores__hint">现在都在休息，先开门的排在前面</Text>}
      {found.stores.length === 0 && (
        <Notice sentence={nothingText(query, takes !== undefined)} action={{ label: "看全部门店", onClick: showAll }} />
      )}
      <StoreList
        // Another question starts again at its top.
        key={[query, city, isOpenOnly, takesKey, point?.lat].join("|")}
        stores={found.stores}
        draw={(store) => (
          <StoreCard
            key={store.storeId}
            store={store}
            opening={openingOf(store)}
            far={farText({ point, isRough }, store)}
          />
        )}
      />
    </>
  );
}

function nothingText(query: string, isMineOnly: boolean): string {
  const word = query.trim() && `「${query.trim()}」`;
  if (isMineOnly) return word ? `没有找到${word}里能用你的券的门店` : "这里没有能用你的券的门店";
  return word ? `没有找到${word}，换个词再试试` : "这里还没有门店";
}

/** Drawn at once and with each scroll: a list of hundreds in one setData stops a phone for seconds. */
const DRAWN_AT_ONCE = 20;

type ListProps = { readonly stores: readonly StoreRow[]; readonly draw: (store: StoreRow) => ReactNode };

function StoreList({ stores, draw }: ListProps) {
  const [drawn, setDrawn] = useState(DRAWN_AT_ONCE);
  const more = () => setDrawn((n) => (n < stores.length ? n + DRAWN_AT_ONCE : n));
  useReachBottom(more);
  return (
    <>
      {stores.slice(0, drawn).map(draw)}
      {drawn < stores.length && (
        <Button kind="words" onClick={more}>
          {`再看 ${Math.min(DRAWN_AT_ONCE, stores.length - drawn)} 家，还有 ${stores.length - drawn} 家`}
        </Button>
      )}
    </>
  );
}
