// One channel or a hundred: named, led to an offer, made one after the other.
import { ChannelKind, ListChannels, PutChannel } from "@huike/shared/channel";
import { ListStaff } from "@huike/shared/staff";
import type { StoreRow } from "@huike/shared/store-facts";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, InputNumber, Progress, Select } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { keysOf, useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useStores } from "../../api/use-stores";
import { explain, useLanguage, useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { PageHead } from "../../ui/PageHead";
import { AT_ONCE_MAX, countOf, isReady, planOf, type Wish } from "./plan";
import { newScene } from "./short-code";
import { useOfferTitles } from "./use-offer-titles";
import { kindWords, words } from "./words";

const begin = (): Wish => ({
  ...{ each: "one", kind: "poster", name: "", storeIds: [], clerks: [], tables: 10, offerId: "", welcome: "", why: "" },
  scenes: Array.from({ length: AT_ONCE_MAX }, () => newScene()),
});

const kinds = ChannelKind.options.filter((kind) => kind !== "clerk");

export function MakeChannels() {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { stores = [] } = useStores();
  const titles = useOfferTitles();
  const mayStaff = useMay(ListStaff);
  const { draft: wish, change, drop } = useKeptDraft<Wish>("channels", begin);
  const [done, setDone] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const count = countOf(wish);
  const isSending = done !== undefined;

  const make = async () => {
    const plan = planOf(wish, w.tableName, w.clerkName);
    setFailure(undefined);
    for (const [i, request] of plan.entries()) {
      setDone(i);
      const answer = await act(PutChannel, request);
      if (answer?.ok) continue;
      setDone(undefined);
      if (answer) setFailure(w.stopped(i, plan.length, explain(answer.error, answer.detail, language)));
      return;
    }
    drop();
    message.success(w.made(plan.length));
    await queries.invalidateQueries({ queryKey: keysOf(ListChannels) });
    go("/channels");
  };

  return (
    <section className="page">
      <PageHead title={w.make}>
        <Button onClick={() => go("/channels")}>{w.back}</Button>
        <Button type="primary" loading={isSending} disabled={!isReady(wish)} onClick={() => void make()}>
          {w.create(count)}
        </Button>
      </PageHead>
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {count > AT_ONCE_MAX && <Alert className="failure" type="warning" showIcon title={w.tooMany} />}
      {isSending && (
        <p>
          <Progress percent={Math.floor((done / count) * 100)} aria-label={w.creating(done, count)} />
          {w.creating(done, count)}
        </p>
      )}
      <Card variant="borderless" className="form-card">
        <Form layout="vertical" disabled={isSending}>
          <Form.Item label={w.howMany}>
            <ChooseOne
              label={w.howMany}
              choices={[
                { value: "one", label: w.one },
                { value: "shop", label: w.perShop },
                { value: "table", label: w.perTable },
                ...(mayStaff ? [{ value: "clerk" as const, label: w.perClerk }] : []),
              ]}
              chosen={wish.each}
              onChoose={(each) =>
                change({ each, storeIds: each === "shop" ? wish.storeIds : wish.storeIds.slice(0, 1) })
              }
            />
          </Form.Item>
          {wish.each === "clerk" ? (
            <ClerksField wish={wish} change={change} />
          ) : (
            <PlaceFields wish={wish} change={change} stores={stores} />
          )}
          {wish.each === "table" && (
            <Form.Item label={w.tables} htmlFor="channel-tables">
              <InputNumber
                id="channel-tables"
                min={1}
                max={AT_ONCE_MAX}
                precision={0}
                value={wish.tables}
                onChange={(tables) => change({ tables: tables ?? 1 })}
              />
            </Form.Item>
          )}
          <Form.Item label={w.chooseOffer} htmlFor="channel-offer">
            <Select
              id="channel-offer"
              showSearch
              optionFilterProp="label"
              options={[...titles].map(([value, label]) => ({ value, label }))}
              value={wish.offerId || null}
              onChange={(offerId: string) => change({ offerId })}
            />
          </Form.Item>
          <Form.Item label={w.welcome} htmlFor="channel-welcome">
            <Input
              id="channel-welcome"
              maxLength={200}
              value={wish.welcome}
              onChange={({ target }) => change({ welcome: target.value })}
            />
          </Form.Item>
          <Form.Item label={w.reason} htmlFor="channel-why">
            <Input
              id="channel-why"
              maxLength={200}
              value={wish.why}
              onChange={({ target }) => change({ why: target.value })}
            />
          </Form.Item>
        </Form>
      </Card>
    </section>
  );
}

type FieldsProps = { readonly wish: Wish; readonly change: (part: Partial<Wish>) => void };

function PlaceFields({ wish, change, stores }: FieldsProps & { readonly stores: readonly StoreRow[] }) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <>
      <Form.Item label={w.kind}>
        <ChooseOne
          label={w.kind}
          choices={kinds.map((kind) => ({ value: kind, label: kindWords[kind][language] }))}
          chosen={wish.kind}
          onChoose={(kind) => change({ kind })}
        />
      </Form.Item>
      <Form.Item label={w.name} htmlFor="channel-name">
        <Input
          id="channel-name"
          placeholder={w.nameHint}
          maxLength={wish.each === "table" ? 20 : 30}
          value={wish.name}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Form.Item>
      <Form.Item label={w.shops} htmlFor="channel-shops">
        <span className="row">
          <Select
            id="channel-shops"
            mode="multiple"
            maxCount={wish.each === "shop" ? AT_ONCE_MAX : 1}
            optionFilterProp="label"
            options={stores.map(({ storeId, name, city }) => ({ value: storeId, label: `${name}（${city}）` }))}
            value={[...wish.storeIds]}
            onChange={(storeIds: string[]) => change({ storeIds })}
          />
          {wish.each === "shop" && (
            <Button onClick={() => change({ storeIds: stores.slice(0, AT_ONCE_MAX).map(({ storeId }) => storeId) })}>
              {w.allShops}
            </Button>
          )}
        </span>
      </Form.Item>
    </>
  );
}

function ClerksField({ wish, change }: FieldsProps) {
  const w = useWords(words);
  const { data } = useCall(ListStaff, {});
  const clerks = (data?.staff ?? []).flatMap(({ memberNo, name, state, storeIds: [storeId] }) =>
    state === "active" && storeId ? [{ memberNo, name, storeId }] : [],
  );
  return (
    <Form.Item label={w.clerks} htmlFor="channel-clerks">
      <span className="row">
        <Select
          id="channel-clerks"
          mode="multiple"
          maxCount={AT_ONCE_MAX}
          optionFilterProp="label"
          options={clerks.map(({ memberNo, name }) => ({ value: memberNo, label: name }))}
          value={wish.clerks.map(({ memberNo }) => memberNo)}
          onChange={(chosen: string[]) =>
            change({ clerks: clerks.filter(({ memberNo }) => chosen.includes(memberNo)) })
          }
        />
        <Button onClick={() => change({ clerks: clerks.slice(0, AT_ONCE_MAX) })}>{w.allShops}</Button>
      </span>
    </Form.Item>
  );
}
