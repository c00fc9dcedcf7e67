// What a page by hand would do: the words of each ticket go over once, and of a change the fields that differ.
const DAY_MS = 86400000;

const two = (n) => String(n).padStart(2, "0");

function time(ms) {
  const at = new Date(ms + 8 * 3600000);
  const day = `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  return { day, clock: `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}` };
}

function shown(coupon, face, nowMs) {
  const until = time(coupon.expiresAtMs);
  const left = Math.floor((coupon.expiresAtMs - nowMs) / DAY_MS);
  const ticket = {
    key: `${coupon.offerId}#${coupon.n}`,
    amount: String(face.benefit.valueFen / 100),
    condition: `满${face.benefit.minFen / 100}可用`,
    title: face.title,
    until: `有效期至 ${until.day} ${until.clock}`,
  };
  if (left <= 3) ticket.ending = `还剩 ${left} 天`;
  const undone = (coupon.undone || [])[0];
  if (undone) ticket.undone = `${time(undone.redeemedAtMs).clock} 的使用已撤销`;
  if (coupon.state === "redeemed") ticket.gone = true;
  return ticket;
}

const ticketsOf = ({ wallet, serverNowMs }) =>
  wallet.coupons
    .map((coupon, i) => ({ coupon, face: wallet.faces[i] }))
    .sort((a, b) => a.coupon.expiresAtMs - b.coupon.expiresAtMs)
    .map(({ coupon, face }) => shown(coupon, face, serverNowMs));

function changes(before, after) {
  const paths = {};
  after.forEach((ticket, i) => {
    for (const field of new Set([...Object.keys(before[i]), ...Object.keys(ticket)])) {
      if (before[i][field] !== ticket[field]) paths[`tickets[${i}].${field}`] = ticket[field] || "";
    }
  });
  return paths;
}

/** A page over the kept wallet; `besides` is what it shows around the tickets. */
module.exports = (besides) => ({
  data: { tickets: [] },
  onLoad() {
    this.home = JSON.parse(wx.getStorageSync("home"));
    this.setData({ ...besides(this.home), tickets: ticketsOf(this.home) });
  },
  onShow() {
    wx.request({
      url: `http://localhost:8787/api/member/home?tag=${this.home.tag}`,
      success: ({ data }) => data.wallet && this.hear(data),
    });
  },
  hear(home) {
    const paths = changes(this.data.tickets, ticketsOf(home));
    this.home = home;
    if (Object.keys(paths).length > 0) this.setData(paths);
  },
  open() {},
});
