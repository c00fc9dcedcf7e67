// One shop: its facts as phones list them. The place is pasted, not typed into a map.
import type { ResponseOf } from "@huike/shared/endpoint";
import { GetStore, ListStores, PutStore } from "@huike/shared/store";
import { StoreFacts } from "@huike/shared/store-facts";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Result, Select, Skeleton } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { makeId } from "../../api/new-id";
import { keyOf, keysOf, read, useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { explain, speak, useLanguage, useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Conflict, type Difference } from "../../ui/Conflict";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { readSpans, spansInput } from "../../ui/Times";
import { type Holiday, Holidays } from "./Holidays";
import { hoursText, readHours } from "./hours-text";
import { readPlace } from "./place";
import { ReportedPlace } from "./ReportedPlace";
import { SeePlace } from "./SeePlace";
import { SlipLimits } from "./SlipLimits";
import { faultWords, words } from "./words";

type Draft = {
  readonly storeId: string;
  /** The version it began from; 0 for a new shop. */
  readonly version: number;
  readonly name: string;
  readonly city: string;
  readonly address: string;
  readonly phone: string;
  readonly place: string;
  readonly hours: string;
  readonly holidays: readonly Holiday[];
  readonly state: StoreFacts["state"];
  readonly tags: readonly string[];
  readonly why: string;
};

type Held = ResponseOf<typeof GetStore> & { readonly storeId: string };

export function EditStore({ storeId }: { readonly storeId: string | undefined }) {
  const isOld = storeId !== undefined;
  const { data, error, refetch } = useCall(GetStore, { storeId: storeId ?? "" }, { isWanted: isOld });
  if (!isOld) return <Write held={undefined} />;
  if (error?.refusal === "store_unknown") return <Result status="404" />;
  if (error) return <Failure refused={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton active className="page" />;
  return (
    <>
      <Write held={{ ...data, storeId }} key={storeId} />
      <section className="page page--under">
        <SlipLimits
          key={`slips ${storeId}`}
          storeId={storeId}
          held={{ version: data.slipVersion, value: data.slipLimits }}
        />
      </section>
    </>
  );
}

const begin = (held: Held | undefined): Draft =>
  held
    ? { storeId: held.storeId, version: held.version, ...textsOf(held.facts), why: "" }
    : {
        ...{ storeId: makeId("store"), version: 0, name: "", city: "", address: "", phone: "", place: "" },
        ...{ hours: "10:00-22:00", holidays: [], state: "open", tags: [], why: "" },
      };

/** Facts as they are written here. */
export const textsOf = ({
  name,
  city,
  address,
  phone,
  lat,
  lng,
  hours,
  exceptions = [],
  state,
  tags = [],
}: StoreFacts) => ({
  ...{ name, city, address, phone, place: `${lat}, ${lng}`, hours: hoursText(hours), state, tags },
  holidays: exceptions.map(({ date, spans }): Holiday => ({ date, hours: spansInput(spans) })),
});

/** What is sent; undefined where something is missing or no place, hours or date can be read. */
export function factsOf(draft: Omit<Draft, "storeId" | "version" | "why">): StoreFacts | undefined {
  const { name, city, address, phone, state, tags, holidays } = draft;
  const place = readPlace(draft.place);
  const hours = readHours(draft.hours);
  if (typeof place === "string" || !hours) return undefined;
  const exceptions = holidays
    .map(({ date, hours }) => ({ date, spans: readSpans(hours) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const read = StoreFacts.safeParse({
    ...{ name: name.trim(), city: city.trim(), address: address.trim(), phone: phone.trim(), hours, state },
    ...place,
    ...(exceptions.length > 0 ? { exceptions } : {}),
    ...(tags.length > 0 ? { tags: [...tags] } : {}),
  });
  return read.success ? read.data : undefined;
}

function Write({ held }: { readonly held: Held | undefined }) {
  const w = useWords(words);
  const language = useLanguage();
  const said = speak(faultWords, language);
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [newest, setNewest] = useState<Held>();
  const mayChange = useMay(PutStore);
  const { draft, change, drop, restart } = useKeptDraft<Draft>(`store-${held?.storeId ?? "new"}`, () => begin(held));
  const facts = factsOf(draft);
  const place = readPlace(draft.place);
  const isHoursWrong = draft.hours !== "" && readHours(draft.hours) === undefined;
  const save = async () => {
    if (!facts) return;
    setSending(true);
    const { storeId, version } = draft;
    const answer = await act(PutStore, { storeId, facts, ifVersion: version, why: draft.why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok && answer.error === "setting_changed") return seeNewest();
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    drop();
    message.success(w.saved);
    await queries.invalidateQueries({ queryKey: keysOf(ListStores) });
    await queries.invalidateQueries({ queryKey: keysOf(GetStore) });
    go("/stores");
  };
  const seeNewest = async () => {
    const { storeId } = draft;
    const store = await read(GetStore, { storeId });
    queries.setQueryData(keyOf(GetStore, { storeId }), store);
    setNewest({ ...store, storeId });
  };
  const settle = (isMine: boolean) => {
    if (newest && isMine) change({ version: newest.version });
    else restart(begin(newest));
    setNewest(undefined);
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
      <PageHead title={held ? held.facts.name : w.add}>
        <Button
          onClick={() => {
            drop();
            go("/stores");
          }}
        >
          {w.back}
        </Button>
        {mayChange && (
          <Button
            type="primary"
            loading={isSending}
            disabled={!facts || draft.why.trim() === ""}
            onClick={() => void save()}
          >
            {w.save}
          </Button>
        )}
      </PageHead>
      {!mayChange && <p className="page-head__note">{w.readOnly}</p>}
      {newest && (
        <Conflict
          differences={differencesOf(draft, begin(newest), w)}
          onMine={() => settle(true)}
          onTheirs={() => settle(false)}
        />
      )}
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      <Card variant="borderless" className="form-card">
        <Form layout="vertical" disabled={isSending || !mayChange}>
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
          <Form.Item label={w.holidays} extra={w.holidaysHint}>
            <Holidays value={draft.holidays} onChange={(holidays) => change({ holidays })} />
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

const FIELDS = ["name", "city", "address", "phone", "place", "hours", "holidays", "state", "tags"] as const;

/** What mine and theirs say, of all that differs. */
function differencesOf(mine: Draft, theirs: Draft, w: Readonly<Record<(typeof FIELDS)[number], string>>): Difference[] {
  const textOf = (draft: Draft, field: (typeof FIELDS)[number]): string => {
    if (field === "holidays") return draft.holidays.map(({ date, hours }) => `${date} ${hours || "–"}`).join("；");
    return field === "tags" ? draft.tags.join("、") : draft[field];
  };
  return FIELDS.map((field) => ({ field: w[field], mine: textOf(mine, field), theirs: textOf(theirs, field) })).filter(
    (one) => one.mine !== one.theirs,
  );
}
