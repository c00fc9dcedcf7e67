// One shop: its facts as phones list them. The place is pasted, not typed into a map.
import { ListStores, PutStore } from "@huike/shared/store";
import { StoreFacts, type StoreRow } from "@huike/shared/store-facts";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Result, Select, Skeleton } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { makeId } from "../../api/new-id";
import { keysOf } from "../../api/use-call";
import { useStores } from "../../api/use-stores";
import { explain, speak, useLanguage, useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { PageHead } from "../../ui/PageHead";
import { hoursText, readHours } from "./hours-text";
import { readPlace } from "./place";
import { ReportedPlace } from "./ReportedPlace";
import { SeePlace } from "./SeePlace";
import { faultWords, words } from "./words";

type Draft = {
  readonly storeId: string;
  readonly name: string;
  readonly city: string;
  readonly address: string;
  readonly phone: string;
  readonly place: string;
  readonly hours: string;
  readonly state: StoreFacts["state"];
  readonly tags: readonly string[];
  readonly why: string;
};

export function EditStore({ storeId }: { readonly storeId: string | undefined }) {
  const { stores } = useStores();
  if (storeId === undefined) return <Write held={undefined} />;
  if (!stores) return <Skeleton active className="page" />;
  const held = stores.find((one) => one.storeId === storeId);
  return held ? <Write held={held} key={storeId} /> : <Result status="404" />;
}

const begin = (held: StoreRow | undefined): Draft =>
  held
    ? {
        ...{ storeId: held.storeId, name: held.name, city: held.city, address: held.address, phone: held.phone },
        ...{ place: `${held.lat}, ${held.lng}`, hours: hoursText(held.hours), state: held.state },
        ...{ tags: held.tags ?? [], why: "" },
      }
    : {
        ...{ storeId: makeId("store"), name: "", city: "", address: "", phone: "", place: "" },
        ...{ hours: "10:00-22:00", state: "open", tags: [], why: "" },
      };

/** What is sent; undefined where something is missing or no place or hours can be read. */
function factsOf(draft: Draft, held: StoreRow | undefined): StoreFacts | undefined {
  const { name, city, address, phone, state, tags } = draft;
  const place = readPlace(draft.place);
  const hours = readHours(draft.hours);
  if (typeof place === "string" || !hours) return undefined;
  const read = StoreFacts.safeParse({
    ...{ name: name.trim(), city: city.trim(), address: address.trim(), phone: phone.trim(), hours, state },
    ...place,
    ...(held?.exceptions ? { exceptions: held.exceptions } : {}),
    ...(tags.length > 0 ? { tags: [...tags] } : {}),
  });
  return read.success ? read.data : undefined;
}

function Write({ held }: { readonly held: StoreRow | undefined }) {
  const w = useWords(words);
  const language = useLanguage();
  const said = speak(faultWords, language);
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { draft, change, drop } = useKeptDraft<Draft>(`store-${held?.storeId ?? "new"}`, () => begin(held));
  const facts = factsOf(draft, held);
  const place = readPlace(draft.place);
  const isHoursWrong = draft.hours !== "" && readHours(draft.hours) === undefined;
  const save = async () => {
    if (!facts) return;
    setSending(true);
    const answer = await act(PutStore, { storeId: draft.storeId, facts, why: draft.why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    drop();
    message.success(w.saved);
    await queries.invalidateQueries({ queryKey: keysOf(ListStores) });
    go("/stores");
  };
  const text = (key: "name" | "city" | "address" | "phone", maxLength: number) => (
    <Form.Item label={w[key]} htmlFor={`store-${key}`}>
      <Input
        id={`store-${key}`}
        maxLength={maxLength}
        value={draft[key]}
        onChange={({ target }) => change({ [key]: target.value } as Partial<Draft>)}
      />
    </Form.Item>
  );
  return (
    <section className="page">
      <PageHead title={held ? held.name : w.add}>
        <Button
          onClick={() => {
            drop();
            go("/stores");
          }}
        >
          {w.back}
        </Button>
        <Button
          type="primary"
          loading={isSending}
          disabled={!facts || draft.why.trim() === ""}
          onClick={() => void save()}
        >
          {w.save}
        </Button>
      </PageHead>
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      <Card variant="borderless" className="form-card">
        <Form layout="vertical" disabled={isSending}>
          {text("name", 30)}
          {text("city", 20)}
          {text("address", 80)}
          {text("phone", 20)}
          <Form.Item
            label={w.place}
            htmlFor="store-place"
            {...(draft.place !== "" && typeof place === "string"
              ? { validateStatus: "error" as const, help: said[place] }
              : {})}
            {...(typeof place === "string" ? {} : { extra: <PlaceRead lat={place.lat} lng={place.lng} /> })}
          >
            <Input
              id="store-place"
              placeholder={w.placeHint}
              value={draft.place}
              onChange={({ target }) => change({ place: target.value })}
            />
          </Form.Item>
          {held && <ReportedPlace storeId={held.storeId} onTake={(place) => change({ place })} />}
          <Form.Item
            label={w.hours}
            htmlFor="store-hours"
            {...(isHoursWrong ? { validateStatus: "error" as const, help: w.hoursHint } : { extra: w.hoursHint })}
          >
            <Input id="store-hours" value={draft.hours} onChange={({ target }) => change({ hours: target.value })} />
          </Form.Item>
          <Form.Item label={w.state}>
            <ChooseOne
              label={w.state}
              choices={(["open", "shut"] as const).map((value) => ({ value, label: w[value] }))}
              chosen={draft.state}
              onChoose={(state) => change({ state })}
            />
          </Form.Item>
          <Form.Item label={w.tags} htmlFor="store-tags" extra={w.tagsHint}>
            <Select
              id="store-tags"
              mode="tags"
              tokenSeparators={[",", "，", "、", " "]}
              value={[...draft.tags]}
              onChange={(tags: string[]) => change({ tags })}
            />
          </Form.Item>
          <Form.Item label={w.reason} htmlFor="store-why">
            <Input
              id="store-why"
              maxLength={200}
              value={draft.why}
              onChange={({ target }) => change({ why: target.value })}
            />
          </Form.Item>
        </Form>
      </Card>
    </section>
  );
}

/** A person looks at the place on a map before it is saved: digits look right wherever they lead. */
function PlaceRead({ lat, lng }: { readonly lat: number; readonly lng: number }) {
  const w = useWords(words);
  return (
    <>
      {w.placeRead(lat, lng)} · <SeePlace lat={lat} lng={lng} />
    </>
  );
}
