// Whether somebody on this phone has been through practice: before the first shift it is offered.
import { readStored, store } from "../../../platform/storage";

const KEY = "practised";

export const hasPractised = (): boolean => readStored(KEY) === true;
export const notePractised = (): void => void store(KEY, true);
