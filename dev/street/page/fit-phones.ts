// The phones are as large as the window lets them be: whole on the screen where it is high enough.

const PHONE_PX = { width: 390, height: 844, bezel: 10 };
const GAP_PX = 24;
const SCALE = { min: 0.62, max: 1 };
/** Beside the phones: posters and till, or (in a narrow window, where the till lies below) posters alone. */
const BESIDE_PX = { wide: 360 + 250 + 5 * GAP_PX, narrow: 290 + 4 * GAP_PX };
const WIDE_FROM_PX = 1280;

export function fitPhones(phone: HTMLElement): void {
  const resize = () => {
    const top = phone.getBoundingClientRect().top + window.scrollY;
    const high = (window.innerHeight - top - GAP_PX - 2 * PHONE_PX.bezel) / PHONE_PX.height;
    const beside = window.innerWidth >= WIDE_FROM_PX ? BESIDE_PX.wide : BESIDE_PX.narrow;
    const wide = ((window.innerWidth - beside) / 2 - 2 * PHONE_PX.bezel) / PHONE_PX.width;
    const scale = Math.min(SCALE.max, Math.max(SCALE.min, Math.min(high, wide)));
    document.documentElement.style.setProperty("--phone-scale", scale.toFixed(4));
  };
  window.addEventListener("resize", resize);
  resize();
}
