// Where the weapp build lies that these tests run.
import { inRepository } from "../../dev/repository.ts";

export const weappDist = inRepository("miniapp", "dist", "weapp");
