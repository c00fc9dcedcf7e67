// What the questions of a rule are asked about, picked from what there is.
import { ListLists, ListSegments } from "@huike/shared/audience-calls";
import { ListChannels } from "@huike/shared/channel";
import { calendarDay } from "@huike/shared/day";
import { ListStaff } from "@huike/shared/staff";
import { Button, Select } from "antd";
import { Link } from "wouter";
import { useCall } from "../../api/use-call";
import { useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { useOfferTitles } from "../channels/use-offer-titles";
import { words } from "./rule-words";

type Option = { readonly value: string; readonly label: string };

type PickProps = {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
  readonly at: string;
  readonly isWrong: boolean;
};

/** Names a question holds at most, by its contract. */
const NAMES_MAX = 50;

type FieldProps = PickProps & { readonly hint: string; readonly options: readonly Option[]; readonly isFree?: boolean };

function Pick({ chosen, onChange, at, isWrong, hint, options, isFree = false }: FieldProps) {
  return (
    <Select
      mode={isFree ? "tags" : "multiple"}
      className="rule-pick"
      aria-label={`${at} ${hint}`}
      placeholder={hint}
      maxCount={NAMES_MAX}
      optionFilterProp="label"
      options={[...options]}
      value={[...chosen]}
      {...(isFree ? { tokenSeparators: [",", "，", "、", " "] } : {})}
      {...(isWrong ? { status: "error" as const } : {})}
      onChange={onChange}
    />
  );
}

export function OfferPick(props: PickProps) {
  const w = useWords(words);
  const titles = useOfferTitles();
  const options = [...titles].map(([value, label]) => ({ value, label }));
  return (
    <>
      <Pick {...props} hint={w.pickOffers} options={options} />
      <Button
        size="small"
        type="text"
        onClick={() => props.onChange(options.slice(0, NAMES_MAX).map(({ value }) => value))}
      >
        {w.pickAll}
      </Button>
    </>
  );
}

export function StorePick(props: PickProps) {
  const w = useWords(words);
  const { stores = [] } = useStores();
  const options = stores.map(({ storeId, name, city }) => ({ value: storeId, label: `${name}（${city}）` }));
  return <Pick {...props} hint={w.pickStores} options={options} />;
}

export function CityPick(props: PickProps) {
  const w = useWords(words);
  const { stores = [] } = useStores();
  const cities = [...new Set(stores.map(({ city }) => city))].sort();
  return <Pick {...props} hint={w.pickCities} options={cities.map((city) => ({ value: city, label: city }))} isFree />;
}

export function ClerkPick(props: PickProps) {
  const w = useWords(words);
  const { data } = useCall(ListStaff, {});
  const options = (data?.staff ?? []).map(({ memberNo, name, clerkNo }) => ({
    value: memberNo,
    label: `${name} ${clerkNo}`,
  }));
  return <Pick {...props} hint={w.pickClerks} options={options} />;
}

export function ChannelPick(props: PickProps) {
  const w = useWords(words);
  const { data } = useCall(ListChannels, {});
  const options = (data?.channels ?? []).map(({ scene, name }) => ({ value: scene, label: name }));
  return <Pick {...props} hint={w.pickChannels} options={options} />;
}

/** Tags that rules give, to pick from; those given by hand are typed. */
export function TagPick(props: PickProps) {
  const w = useWords(words);
  const { data } = useCall(ListSegments, {});
  const tags = [...new Set((data?.segments ?? []).flatMap(({ tag }) => tag ?? []))];
  return <Pick {...props} hint={w.pickTags} options={tags.map((tag) => ({ value: tag, label: tag }))} isFree />;
}

type ListPickProps = Omit<PickProps, "chosen" | "onChange"> & {
  readonly chosen: string;
  readonly onChange: (listId: string) => void;
};

export function ListPick({ chosen, onChange, at, isWrong }: ListPickProps) {
  const w = useWords(words);
  const { data } = useCall(ListLists, {});
  return (
    <>
      <Select
        showSearch
        className="rule-pick"
        aria-label={`${at} ${w.pickList}`}
        placeholder={w.pickList}
        optionFilterProp="label"
        options={(data?.lists ?? []).map(({ listId, name, atMs }) => ({
          value: listId,
          label: `${name} · ${calendarDay(atMs)}`,
        }))}
        value={chosen || null}
        {...(isWrong ? { status: "error" as const } : {})}
        onChange={onChange}
      />
      <Link href="/audiences/lists">{w.sendList}</Link>
    </>
  );
}
