// A page of the mini-program, and for an offer the channel it is of.
import type { LinkedPage, PageTarget } from "@huike/shared/replies";
import { Select } from "antd";
import { useLanguage, useWords } from "../../../text/language";
import { useChannels } from "../../channels/use-channels";
import { pageNames, words } from "./words";

type Props = {
  readonly label: string;
  readonly target: PageTarget;
  readonly onChange: (target: PageTarget) => void;
};

export function PageField({ label, target, onChange }: Props) {
  const language = useLanguage();
  return (
    <>
      <Select<LinkedPage>
        aria-label={label}
        className="replies__page"
        value={target.page}
        options={Object.entries(pageNames).map(([value, name]) => ({
          value: value as LinkedPage,
          label: name[language],
        }))}
        onChange={(page) => onChange({ page })}
      />
      {target.page === "landing" && (
        <ChannelField scene={target.scene} onChange={(scene) => onChange({ page: "landing", scene })} />
      )}
    </>
  );
}

type ChannelProps = { readonly scene: string | undefined; readonly onChange: (scene: string) => void };

function ChannelField({ scene, onChange }: ChannelProps) {
  const w = useWords(words);
  const { rows, hasMore, more } = useChannels();
  return (
    <Select
      aria-label={w.channel}
      placeholder={w.channel}
      className="replies__page"
      showSearch={{ optionFilterProp: "label" }}
      {...(scene === undefined ? {} : { value: scene })}
      options={rows.filter(({ state }) => state === "active").map((one) => ({ value: one.scene, label: one.name }))}
      onPopupScroll={() => {
        if (hasMore) more();
      }}
      onChange={onChange}
    />
  );
}
