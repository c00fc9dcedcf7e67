const pageOfTickets = require("../../tickets");

Page(
  pageOfTickets(({ wallet: { card } }) => ({
    level: card.level > 0 ? `V${card.level} 会员` : "会员",
    points: card.points,
    near: `${JSON.parse(wx.getStorageSync("stores")).stores.count} 家门店`,
    nearLine: "1 家正在营业，看看离你最近的",
    memberNo: card.memberNo.replace(/(\d{3})(?=\d)/g, "$1 "),
  })),
);
