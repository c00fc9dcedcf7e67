// What is printed: stickers, posters or table cards of the ticked channels, laid out in millimetres.
import { type Channel, type CodeKind, GetChannelCode } from "@huike/shared/channel";
import { calendarDay } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { useQueries } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { type CallRefused, keyOf, read } from "../../api/use-call";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Failure } from "../../ui/Failure";
import { shortCode } from "./short-code";
import "./print-sheet.css";
import { useChannels } from "./use-channels";
import { words } from "./words";

const forms = { stickers: 8, poster: 1, cards: 10 } as const;
type PaperForm = keyof typeof forms;
const isForm = (text: string | undefined): text is PaperForm => text !== undefined && text in forms;

const byName = new Intl.Collator("zh", { numeric: true });

type Printed = {
  readonly scene: string;
  readonly image: ResponseOf<typeof GetChannelCode>["image"];
  readonly channel: Channel | undefined;
};

export function PrintSheet() {
  const w = useWords(words);
  const [location] = useLocation();
  const search = new URLSearchParams(useSearch());
  const scenes = (search.get("scenes") ?? "").split(",").filter(Boolean);
  const asked = location.split("/")[2];
  const [form, setForm] = useState<PaperForm>(isForm(asked) ? asked : "stickers");
  const [code, setCode] = useState<CodeKind>(search.get("code") === "link" ? "link" : "mini_program");
  const channels = useChannelsOf(scenes);
  const images = useQueries({
    queries: scenes.map((scene) => ({
      queryKey: keyOf(GetChannelCode, { scene, code }),
      queryFn: () => read(GetChannelCode, { scene, code }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const refused = (images.find(({ error }) => error)?.error as CallRefused | undefined) ?? channels.error;
  const printed = scenes.flatMap((scene, i): Printed[] => {
    const image = images[i]?.data?.image;
    return image ? [{ scene, image, channel: channels.byScene.get(scene) }] : [];
  });
  // As somebody walks through the shop with them: table 1, table 2 … table 10.
  printed.sort((a, b) => byName.compare(a.channel?.name ?? "", b.channel?.name ?? ""));
  const isWhole = printed.length === scenes.length && channels.byScene.size >= scenes.length;
  return (
    <main className={`sheet sheet--${form}`} data-whole={isWhole}>
      <header className="sheet__bar">
        <ChooseOne
          label={w.form}
          choices={(["stickers", "poster", "cards"] as const).map((value) => ({ value, label: w[value] }))}
          chosen={form}
          onChoose={setForm}
        />
        <ChooseOne
          label={w.codeKind}
          choices={(["mini_program", "link"] as const).map((value) => ({ value, label: w[value] }))}
          chosen={code}
          onChoose={setCode}
        />
        <span>{isWhole ? w.check : w.loadingCodes(printed.length, scenes.length)}</span>
        <Button type="primary" disabled={!isWhole} onClick={() => window.print()}>
          {w.printNow}
        </Button>
      </header>
      {refused && (
        <div className="sheet__bar">
          <Failure refused={refused} onAgain={() => void Promise.all(images.map(({ refetch }) => refetch()))} />
        </div>
      )}
      {scenes.length === 0 && <Alert type="info" title={w.pick} />}
      {pagesOf(printed, forms[form]).map((page) => (
        <section className="paper" key={page[0]?.scene}>
          {page.map((one) => (
            <Piece key={one.scene} printed={one} />
          ))}
        </section>
      ))}
    </main>
  );
}

function Piece({ printed: { scene, image, channel } }: { readonly printed: Printed }) {
  const w = useWords(words);
  const { stores } = useStores();
  const { contentType, base64 } = image;
  return (
    <article className="piece">
      <img className="piece__code" src={`data:${contentType};base64,${base64}`} alt={shortCode(scene)} />
      <div className="piece__words">
        <p className="piece__shop">{channel ? storeNameOf(stores, channel.storeId) : ""}</p>
        <p className="piece__name">{channel?.name}</p>
        <p className="piece__tip">{w.scanTip}</p>
        <p className="piece__small num">
          {shortCode(scene)} · {calendarDay(Date.now())}
        </p>
      </div>
    </article>
  );
}

function pagesOf<T>(things: readonly T[], each: number): T[][] {
  return Array.from({ length: Math.ceil(things.length / each) }, (_, i) => things.slice(i * each, (i + 1) * each));
}

/** The list is walked until all that are printed have been met. */
function useChannelsOf(scenes: readonly string[]) {
  const { rows, error, hasMore, isLoadingMore, more } = useChannels();
  const byScene = new Map(rows.filter(({ scene }) => scenes.includes(scene)).map((one) => [one.scene, one]));
  const isShort = byScene.size < scenes.length;
  useEffect(() => {
    if (isShort && hasMore && !isLoadingMore) more();
  }, [isShort, hasMore, isLoadingMore, more]);
  return { byScene, error };
}
