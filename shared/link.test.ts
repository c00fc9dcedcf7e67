import { channelLink, sceneOfLink } from "./link.ts";

describe("the link of a channel", () => {
  test("names its scene, whatever the domain ends in", () => {
    expect(channelLink("https://q.example.com", "abcd1234")).toBe("https://q.example.com/q/abcd1234");
    expect(channelLink("https://q.example.com/", "abcd1234")).toBe("https://q.example.com/q/abcd1234");
  });

  test.each([
    ["https://q.example.com/q/abcd1234", "abcd1234"],
    ["https://q.example.com/q/abcd1234/", "abcd1234"],
    ["http://localhost:8787/q/abcd1234?from=paper#top", "abcd1234"],
    ["https://q.example.com/q/ABCD1234", undefined],
    ["https://q.example.com/q/abcd1234/more", undefined],
    ["https://q.example.com/x/q/abcd1234", undefined],
    ["https://q.example.com/q/abc", undefined],
    ["https://q.example.com/?next=/q/abcd1234", undefined],
    ["not an address", undefined],
  ])("%s → %s", (url, scene) => expect(sceneOfLink(url)).toBe(scene));
});
