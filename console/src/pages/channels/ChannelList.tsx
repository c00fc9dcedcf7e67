import { type Channel, PutChannel } from "@huike/shared/channel";
import { Button, Drawer, Empty, Table } from "antd";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useMay } from "../../api/use-me";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { MoreRows } from "../../ui/MoreRows";
import { PageHead } from "../../ui/PageHead";
import { SearchBox } from "../../ui/SearchBox";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { ChannelWeek } from "./ChannelWeek";
import { RetireChannel } from "./RetireChannel";
import { shortCode } from "./short-code";
import { useChannels } from "./use-channels";
import { useOfferTitles } from "./use-offer-titles";
import { kindWords, words } from "./words";

/** What one sheet's address and one person's patience hold. */
const PRINTED_MAX = 100;

const byName = new Intl.Collator("zh", { numeric: true });

export function ChannelList() {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const mayMake = useMay(PutChannel);
  const asked = useChannels();
  const { stores } = useStores();
  const titles = useOfferTitles();
  const [wanted, setWanted] = useState("");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [open, setOpen] = useState<Channel>();
  const [ending, setEnding] = useState<Channel>();
  useKey("n", mayMake ? () => go("/channels/new") : undefined);
  // The list is searched here: all of it is fetched as soon as somebody searches.
  const { hasMore, isLoadingMore, more } = asked;
  useEffect(() => {
    if (wanted && hasMore && !isLoadingMore) more();
  }, [wanted, hasMore, isLoadingMore, more]);

  const byPlace = (a: Channel, b: Channel) =>
    byName.compare(storeNameOf(stores, a.storeId), storeNameOf(stores, b.storeId)) || byName.compare(a.name, b.name);
  const text = wanted.trim().toLowerCase();
  const shown = [...asked.rows]
    .sort(byPlace)
    .filter((one) =>
      [one.name, storeNameOf(stores, one.storeId), shortCode(one.scene), one.scene]
        .join(" ")
        .toLowerCase()
        .includes(text),
    );
  return (
    <section className="page">
      <PageHead title={w.title} note={w.note}>
        <SearchBox label={w.search} value={wanted} onChange={setWanted} />
        <Button
          disabled={ticked.length === 0}
          title={ticked.length === 0 ? w.pick : ""}
          onClick={() => window.open(`/console/print/stickers?scenes=${ticked.join(",")}`, "_blank", "noopener")}
        >
          {w.print(ticked.length)}
        </Button>
        {mayMake && (
          <Button type="primary" onClick={() => go("/channels/new")}>
            {w.make}
          </Button>
        )}
      </PageHead>
      <Failure refused={asked.error} onAgain={asked.again} />
      <Table
        rowKey="scene"
        className="card-table"
        loading={asked.isFirstLoading}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: asked.isFirstLoading ? " " : <Empty description={w.none} /> }}
        rowSelection={{
          selectedRowKeys: [...ticked],
          preserveSelectedRowKeys: true,
          onChange: (keys) => setTicked(keys.slice(0, PRINTED_MAX).map(String)),
          getCheckboxProps: ({ state, name }) => ({ disabled: state === "retired", "aria-label": name }) as object,
          getTitleCheckboxProps: () => ({ "aria-label": w.pick }) as object,
        }}
        columns={[
          {
            title: w.name,
            render: (_, one) => (
              <Button type="link" className="plain" onClick={() => setOpen(one)}>
                {one.name}
              </Button>
            ),
          },
          { title: w.code, className: "num code", render: (_, { scene }) => shortCode(scene) },
          { title: w.kind, render: (_, { kind }) => kindWords[kind][language] },
          { title: w.shop, render: (_, { storeId }) => storeNameOf(stores, storeId) },
          { title: w.offer, render: (_, { offerId }) => titles.get(offerId) ?? offerId },
          {
            title: w.state,
            render: (_, { state }) => <State tone={state === "active" ? "ok" : "off"}>{w[state]}</State>,
          },
          {
            title: w.act,
            align: "right",
            render: (_, one) =>
              mayMake && (
                <Button size="small" type="text" danger={one.state === "active"} onClick={() => setEnding(one)}>
                  {one.state === "active" ? w.retire : w.revive}
                </Button>
              ),
          },
        ]}
      />
      <MoreRows of={asked} />
      <Drawer
        open={open !== undefined}
        size={640}
        title={open && w.resultsOf(open.name)}
        onClose={() => setOpen(undefined)}
      >
        {open && <ChannelWeek scene={open.scene} />}
      </Drawer>
      {ending && <RetireChannel channel={ending} onClose={() => setEnding(undefined)} />}
    </section>
  );
}
