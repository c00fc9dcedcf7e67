import { readPlace } from "./place";

describe("where a shop is", () => {
  test.each([
    ["31.2304, 121.4737"],
    ["121.4737，31.2304"],
    ["https://uri.amap.com/marker?position=121.4737,31.2304&name=%E5%BA%97"],
    ["https://apis.map.qq.com/uri/v1/marker?marker=coord:31.2304,121.4737;title:%E5%BA%97&referer=x"],
    ["https://www.amap.com/?p=B00155,31.2304,121.4737,%E5%BA%97,%E8%B7%AF"],
    ["https://www.google.com/maps/place/x/@31.2304,121.4737,17z"],
    ["https://api.map.baidu.com/marker?location=31.2304,121.4737&coord_type=gcj02&output=html"],
  ])("is read from %s", (text) => {
    expect(readPlace(text)).toEqual({ lat: 31.2304, lng: 121.4737 });
  });

  test("is turned from Baidu's own datum, which lies some 800 m away", () => {
    // Tiananmen, as published: BD-09 39.915119, 116.403963 is GCJ-02 39.908823, 116.397470 or so.
    const place = readPlace("https://api.map.baidu.com/marker?location=39.915119,116.403963&output=html");
    expect(place).toMatchObject({ lat: expect.closeTo(39.9088, 3), lng: expect.closeTo(116.3975, 3) });
  });

  test.each([
    ["https://surl.amap.com/abc123", "short_link"],
    ["人民路 1 号", "no_place"],
    ["48.85, 2.35", "abroad"],
    ["", "no_place"],
  ])("is not guessed from %p", (text, fault) => {
    expect(readPlace(text)).toBe(fault);
  });
});
