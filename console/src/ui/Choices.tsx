// One of a few, or some of a few, as buttons a keyboard walks: no list to open.
type Choice<T> = { readonly value: T; readonly label: string };

type OneProps<T> = {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
};

export function ChooseOne<T extends string>({ label, choices, chosen, onChoose }: OneProps<T>) {
  return (
    <fieldset className="choices" aria-label={label}>
      {choices.map(({ value, label: said }) => (
        <label key={value} className="choice">
          <input type="radio" name={label} checked={value === chosen} onChange={() => onChoose(value)} />
          <span>{said}</span>
        </label>
      ))}
    </fieldset>
  );
}

type SomeProps<T> = {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: readonly T[];
  readonly onChoose: (values: readonly T[]) => void;
};

export function ChooseSome<T extends string | number>({ label, choices, chosen, onChoose }: SomeProps<T>) {
  const flip = (value: T) =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset className="choices" aria-label={label}>
      {choices.map(({ value, label: said }) => (
        <label key={value} className="choice">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => flip(value)} />
          <span>{said}</span>
        </label>
      ))}
    </fieldset>
  );
}
