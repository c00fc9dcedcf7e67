import { decodeOnce, readScene, sceneOfQuery } from "./read-scene";

const link = (address: string) => sceneOfQuery({ q: encodeURIComponent(address) });

describe("the scene of a printed code", () => {
  test("is decoded once, and left out when it cannot be ours", () => {
    expect(readScene("abc%64")).toBe("abcd");
    expect(readScene("A-B")).toBeUndefined();
    expect(readScene("%E0%A4%A")).toBeUndefined();
    expect(readScene(undefined)).toBeUndefined();
    expect(decodeOnce("a%2541")).toBe("a%41");
  });

  test.each([
    ["https://m.huike.test/q/zm01abcd", "zm01abcd"],
    ["http://localhost:8787/q/zm01abcd?from=poster", "zm01abcd"],
    ["https://m.huike.test/q/zm01abcd#top", "zm01abcd"],
  ])("is read from the link %s", (address, scene) => {
    expect(link(address)).toBe(scene);
  });

  test.each([
    "https://m.huike.test/q/",
    "https://m.huike.test/q/ZM01",
    "https://m.huike.test/q/zm01abcd/more",
    "https://m.huike.test/menu/zm01abcd",
    "https://m.huike.test/?to=/q/zm01abcd",
    "ftp://m.huike.test/q/zm01abcd",
    "zm01abcd",
  ])("is not read from %s", (address) => {
    expect(link(address)).toBeUndefined();
  });

  test("of a mini-program code goes before a link's", () => {
    expect(sceneOfQuery({ scene: "abcd", q: encodeURIComponent("https://m.huike.test/q/zm01") })).toBe("abcd");
    expect(sceneOfQuery({})).toBeUndefined();
  });
});
