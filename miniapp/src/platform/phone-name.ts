// h5 only: which phone of the demo street this frame is, from `/m/?phone=<name>`. Frames share one origin and so one
// localStorage: the name keeps their sessions apart.
const asked = new URLSearchParams(window.location.search).get("phone") ?? "";

export const phoneName: string = /^[a-z0-9-]{1,32}$/.test(asked) ? asked : "me";
