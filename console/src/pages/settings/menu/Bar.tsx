// The buttons of the bar, each with its list where it opens one.
import {
  type BarButton,
  BELOW_MAX,
  BELOW_NAME_BYTES_MAX,
  BUTTONS_MAX,
  type Menu,
  type Button as MenuButton,
  NAME_BYTES_MAX,
} from "@huike/shared/menu";
import { Button } from "antd";
import { useWords } from "../../../text/language";
import { ButtonForm, NameField, Order } from "./ButtonForm";
import { words } from "./words";

type Props = { readonly menu: Menu; readonly mayChange: boolean; readonly onChange: (menu: Menu) => void };

const swapped = <T,>(things: readonly T[], at: number): T[] => {
  const [before, thing] = [things[at - 1], things[at]];
  if (before === undefined || thing === undefined) return [...things];
  return [...things.slice(0, at - 1), thing, before, ...things.slice(at + 1)];
};
const changed = <T,>(things: readonly T[], at: number, thing: T): T[] =>
  things.map((one, i) => (i === at ? thing : one));
const without = <T,>(things: readonly T[], at: number): T[] => things.filter((_, i) => i !== at);

export function Bar({ menu: { buttons }, mayChange, onChange }: Props) {
  const w = useWords(words);
  const put = (next: BarButton[]) => onChange({ buttons: next });
  const fresh: MenuButton = { name: w.newName, act: { is: "page", page: "home" } };
  return (
    <>
      <ol className="menu-tab__bar">
        {buttons.map((button, at) => {
          const order = {
            isFirst: at === 0,
            onForward: () => put(swapped(buttons, at)),
            onRemove: () => put(without(buttons, at)),
          };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a button has no name of its own but its place
            <li key={at}>
              {"buttons" in button ? (
                <>
                  <div className="menu-tab__button">
                    <NameField
                      name={button.name}
                      bytesMax={NAME_BYTES_MAX}
                      onChange={(name) => put(changed(buttons, at, { ...button, name }))}
                    />
                    <span className="menu-tab__kind">{w.list}</span>
                    <Order name={button.name} {...order} />
                  </div>
                  <List
                    buttons={button.buttons}
                    mayChange={mayChange}
                    onChange={(below) => {
                      const [only] = button.buttons;
                      // A list without a button is none: the name stays and does what the last one did.
                      const rest =
                        below.length > 0 ? { ...button, buttons: below } : only && { ...only, name: button.name };
                      if (rest) put(changed(buttons, at, rest));
                    }}
                  />
                </>
              ) : (
                <ButtonForm
                  button={button}
                  bytesMax={NAME_BYTES_MAX}
                  {...order}
                  onChange={(next) => put(changed(buttons, at, next))}
                  onList={() => put(changed(buttons, at, { name: button.name, buttons: [button] }))}
                />
              )}
            </li>
          );
        })}
      </ol>
      {mayChange && (
        <Button disabled={buttons.length >= BUTTONS_MAX} onClick={() => put([...buttons, fresh])}>
          {w.addBar}
        </Button>
      )}
    </>
  );
}

type ListProps = {
  readonly buttons: readonly MenuButton[];
  readonly mayChange: boolean;
  readonly onChange: (buttons: MenuButton[]) => void;
};

function List({ buttons, mayChange, onChange }: ListProps) {
  const w = useWords(words);
  const fresh: MenuButton = { name: w.newName, act: { is: "page", page: "home" } };
  return (
    <div className="menu-tab__list">
      {buttons.map((button, at) => (
        <ButtonForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a button has no name of its own but its place
          key={at}
          button={button}
          bytesMax={BELOW_NAME_BYTES_MAX}
          isFirst={at === 0}
          onChange={(next) => onChange(changed(buttons, at, next))}
          onForward={() => onChange(swapped(buttons, at))}
          onRemove={() => onChange(without(buttons, at))}
        />
      ))}
      {mayChange && (
        <Button size="small" disabled={buttons.length >= BELOW_MAX} onClick={() => onChange([...buttons, fresh])}>
          {w.addBelow}
        </Button>
      )}
    </div>
  );
}
