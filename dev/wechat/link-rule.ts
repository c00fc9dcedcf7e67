// The console's rules for ordinary link QRs (扫普通链接二维码打开小程序): which web addresses open the
// mini-program when WeChat scans them, and on which page.
//
//   protocol and domain   equal
//   path                  equal; what begins with it, if the rule's path ends in "/"
//   query                 what begins with the rule's, if it has one
//
// Of several that match the longest decides, even one not published yet: then the web page opens.

export type LinkRule = {
  /** Where an address has to begin: https://m.example.com/q/ */
  readonly prefix: string;
  readonly page: string;
  readonly isUnpublished?: boolean;
};

/** The rule this address falls under; none where the web page itself opens. */
export function linkRuleFor(rules: readonly LinkRule[], address: URL): LinkRule | undefined {
  const matching = rules.filter(({ prefix }) => isUnder(new URL(prefix), address));
  const longest = matching.reduce<LinkRule | undefined>(
    (best, rule) => (best && best.prefix.length >= rule.prefix.length ? best : rule),
    undefined,
  );
  return longest?.isUnpublished ? undefined : longest;
}

function isUnder(rule: URL, address: URL): boolean {
  if (rule.origin !== address.origin) return false;
  const isOnPath = rule.pathname.endsWith("/")
    ? address.pathname.startsWith(rule.pathname)
    : address.pathname === rule.pathname;
  return isOnPath && address.search.startsWith(rule.search);
}
