// 品牌: name, colours and logo, beside the phone that wears them. What cannot be read is said while it is chosen, and the
// API refuses it.
import { type Brand, contrastPairs, contrastsOf, FIRST_BRAND, GetBrand, PutBrand, tooFaint } from "@huike/shared/brand";
import { CONTRAST_MIN, contrastText, Hex } from "@huike/shared/contrast";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Input, Skeleton } from "antd";
import { useRef, useState } from "react";
import { act } from "../../../api/act";
import { keyOf, read, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { sentenceOf, useLanguage, useWords } from "../../../text/language";
import { Failure } from "../../../ui/Failure";
import { Foot } from "../../../ui/Foot";
import { State } from "../../../ui/State";
import { useSettings, type Versioned } from "../../../ui/use-settings";
import "./brand.css";
import { Look } from "./Look";
import { readLogo } from "./read-logo";
import { words } from "./words";

export function BrandTab() {
  const { data, error, refetch } = useCall(GetBrand, {});
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  return data ? <Edit held={{ version: data.version, value: data.brand }} /> : <Skeleton active />;
}

function Edit({ held }: { readonly held: Versioned<Brand> }) {
  const w = useWords(words);
  const queries = useQueryClient();
  const mayChange = useMay(PutBrand);
  const settings = useSettings<Brand>({
    ...{ name: "brand", held, overtaken: "brand_changed" },
    put: (version, brand, why) => act(PutBrand, { version, brand, why }),
    readAgain: async () => {
      const { version, brand } = await read(GetBrand, {});
      queries.setQueryData(keyOf(GetBrand, {}), { version, brand });
      return { version, value: brand };
    },
  });
  const { value: brand, change, restart } = settings;
  const { accent, card } = FIRST_BRAND;
  const isFirst = brand.accent === accent && brand.card === card;
  return (
    <div className="brand-tab">
      <Card variant="borderless">
        <Form layout="vertical" disabled={!mayChange || settings.isSending}>
          <Form.Item label={w.name} htmlFor="brand-name" extra={w.nameNote}>
            <Input
              id="brand-name"
              maxLength={12}
              value={brand.name}
              onChange={({ target }) => change({ ...brand, name: target.value })}
            />
          </Form.Item>
          <Colour
            label={w.accent}
            note={w.accentNote}
            value={brand.accent}
            onChange={(hex) => change({ ...brand, accent: hex })}
          />
          <Colour
            label={w.card}
            note={w.cardNote}
            value={brand.card}
            onChange={(hex) => change({ ...brand, card: hex })}
          />
          {mayChange && !isFirst && (
            <p>
              <Button size="small" onClick={() => change({ ...brand, accent, card })}>
                {w.first}
              </Button>
            </p>
          )}
          <Contrasts brand={brand} />
          <LogoField brand={brand} mayChange={mayChange} onChange={change} />
        </Form>
        <Foot
          settings={settings}
          mayChange={mayChange}
          isRight={brand.name.trim() !== "" && !tooFaint(brand)}
          onDrop={() => restart(held)}
        />
      </Card>
      <Look brand={brand} />
    </div>
  );
}

type ColourProps = {
  readonly label: string;
  readonly note: string;
  readonly value: Hex;
  readonly onChange: (hex: Hex) => void;
};

/** The browser's own picker, and the code for who has it written down. */
function Colour({ label, note, value, onChange }: ColourProps) {
  const w = useWords(words);
  const [typed, setTyped] = useState(value);
  // What was chosen elsewhere (the picker, another's change) is what stands in the box.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  const take = (text: string) => {
    setTyped(text);
    const hex = Hex.safeParse(text.trim().toLowerCase());
    if (hex.success) onChange(hex.data);
  };
  return (
    <Form.Item label={label} extra={note} {...(typed.toLowerCase() === value ? {} : { validateStatus: "error" })}>
      <div className="colour">
        <input type="color" aria-label={label} value={value} onChange={({ target }) => take(target.value)} />
        <Input
          className="num"
          aria-label={`${label} ${w.code}`}
          maxLength={7}
          value={typed}
          onChange={({ target }) => take(target.value)}
        />
      </div>
    </Form.Item>
  );
}

function Contrasts({ brand }: { readonly brand: Brand }) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <section className="contrasts" aria-label={w.contrast} aria-live="polite">
      <h3>{w.contrast}</h3>
      <ul>
        {contrastsOf(brand).map(({ pair, contrast }) => (
          <li key={pair}>
            <span>{sentenceOf(contrastPairs[pair], language)}</span>
            <strong className="num">{contrastText(contrast)}</strong>
            <State tone={contrast < CONTRAST_MIN ? "bad" : "ok"}>{contrast < CONTRAST_MIN ? w.faint : w.clear}</State>
          </li>
        ))}
      </ul>
    </section>
  );
}

type LogoProps = {
  readonly brand: Brand;
  readonly mayChange: boolean;
  readonly onChange: (brand: Brand) => void;
};

function LogoField({ brand, mayChange, onChange }: LogoProps) {
  const w = useWords(words);
  const box = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const { logo, ...plain } = brand;
  const choose = async (file: File | undefined) => {
    if (!file) return;
    const next = await readLogo(file);
    setWrong(next === undefined);
    if (next !== undefined) onChange({ ...plain, logo: next });
  };
  return (
    <Form.Item label={w.logo} extra={w.logoNote}>
      <div className="logo-field">
        {logo !== undefined && <img src={logo} alt={w.logo} />}
        <input
          ref={box}
          type="file"
          // antd shows a file's box in a form whatever a style sheet says.
          style={{ display: "none" }}
          aria-label={w.choose}
          accept="image/png,image/jpeg,image/webp"
          onChange={({ target }) => {
            void choose(target.files?.[0]);
            // The same file chosen again is a choice again.
            target.value = "";
          }}
        />
        {mayChange && <Button onClick={() => box.current?.click()}>{w.choose}</Button>}
        {mayChange && logo !== undefined && <Button onClick={() => onChange(plain)}>{w.remove}</Button>}
      </div>
      {isWrong && <Alert type="error" showIcon title={w.notPicture} />}
    </Form.Item>
  );
}
