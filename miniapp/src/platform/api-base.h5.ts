export const apiBase: string = "";
