// Shops that give more or fewer points than the plain rate.
import type { StorePercents } from "@huike/shared/earning";
import { Button, Select } from "antd";
import { storeNameOf, useStores } from "../../../api/use-stores";
import { useWords } from "../../../text/language";
import { Count } from "../../../ui/Count";
import { words } from "./words";

const SHOPS_MAX = 100;

type Props = {
  readonly rates: StorePercents;
  readonly mayChange: boolean;
  readonly onChange: (rates: StorePercents) => void;
};

export function ShopRates({ rates, mayChange, onChange }: Props) {
  const w = useWords(words);
  const { stores } = useStores();
  const listed = new Set(rates.map(({ storeId }) => storeId));
  const others = (stores ?? []).filter(({ storeId }) => !listed.has(storeId));
  return (
    <>
      <ul className="shop-rates">
        {rates.map(({ storeId, percent }) => {
          const name = storeNameOf(stores, storeId);
          return (
            <li key={storeId}>
              <span>{name}</span>
              <Count
                label={`${name} ${w.percent}`}
                min={0}
                max={1_000}
                value={percent}
                onChange={(n = 100) =>
                  onChange(rates.map((rate) => (rate.storeId === storeId ? { storeId, percent: n } : rate)))
                }
              />
              %
              {mayChange && (
                <Button
                  size="small"
                  type="text"
                  danger
                  aria-label={`${w.remove} ${name}`}
                  onClick={() => onChange(rates.filter((rate) => rate.storeId !== storeId))}
                >
                  {w.remove}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {mayChange && rates.length < SHOPS_MAX && (
        <Select
          className="shop-rates__add"
          aria-label={w.addShop}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={w.addShop}
          value={null}
          onChange={(storeId: string | null) => storeId && onChange([...rates, { storeId, percent: 200 }])}
          options={others.map(({ storeId, name, city }) => ({ value: storeId, label: `${name}（${city}）` }))}
        />
      )}
    </>
  );
}
