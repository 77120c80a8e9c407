/** What a page says before anybody has asked. Pure. */

/** A text in Vietnamese and, where there is one, in English. */
export type Said = { vi: string; en: string | null };

/** Who runs this; null = not known. `map`: a page that shows the address. */
export type Operator = {
  name: string | null;
  address: string | null;
  map: string | null;
  phone: string | null;
  hours: string | null;
  privacyUrl: string | null;
};

/** Who runs this, what is asked most here, and what the operator has everybody told. */
export type Home = {
  operator: Operator;
  /** The procedures asked about most of late, the first most; `send`: what opens one. */
  asked: { label: Said; send: string }[];
  banner: Said | null;
};
