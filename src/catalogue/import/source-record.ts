/** From the parts of the national data, as files and the portal give them, to one official record. Pure. */
import { cleanLine, lineOrNull, textOrNull, webAddressOrNull } from '../clean.js';
import type { LegalBasis, OfficialRecord, SubmissionChannel } from '../procedure.js';
import { mapFees, type SourceFee } from './fees.js';
import { dateInText } from './money.js';
import { mapPapers, type SourcePaper } from './papers.js';
import { mapTimeLimits, type SourceCaseTime, type SourceTime, type Trap, uniqueBy } from './time-limits.js';

/** What both forms of the national data say of one procedure. Null or empty = not said. */
export type SourceRecord = {
  code: string;
  name: string;
  field: string | null;
  levels: OfficialRecord['levels'];
  agency: string | null;
  promulgatingAgency: string | null;
  papers: SourcePaper[];
  times: SourceTime[];
  caseTimes: SourceCaseTime[];
  fees: SourceFee[];
  /** The channels it can be handed in by; null = not said. */
  channels: SubmissionChannel[] | null;
  fullyOnline: boolean;
  online: boolean | null;
  place: string | null;
  subjects: string[];
  steps: string | null;
  conditions: string | null;
  results: string[];
  legalBasis: LegalBasis[];
  keywords: string[];
  url: string | null;
  decision: string | null;
  decisionDate: string | null;
  source: string;
  sourceDate: string | null;
  checkedOn: string | null;
};

/** The official record and the traps met on the way. `today` decides which fees have expired. */
export function mapRecord(raw: SourceRecord, today: string): { record: OfficialRecord; traps: Trap[] } {
  const name = cleanLine(raw.name);
  const { limits, traps: timeTraps } = mapTimeLimits(raw.times, raw.caseTimes, name);
  const { fees, traps: feeTraps } = mapFees(raw.fees, today);
  const record: OfficialRecord = {
    code: raw.code,
    name,
    field: lineOrNull(raw.field),
    levels: raw.levels,
    agency: agencyOrNull(raw.agency),
    promulgatingAgency: lineOrNull(raw.promulgatingAgency),
    papers: mapPapers(raw.papers),
    timeLimits: limits,
    fees,
    serviceLevel: raw.fullyOnline ? { level: 'full', reason: null, mappedFrom: null } : null,
    online: raw.online ?? (raw.channels ? raw.channels.includes('online') : null),
    place: textOrNull(raw.place),
    subjects: listOrNull(rejoinSubjects(raw.subjects)),
    steps: textOrNull(raw.steps),
    conditions: textOrNull(raw.conditions),
    results: listOrNull(raw.results),
    legalBasis: legalBasisOrNull(raw.legalBasis),
    keywords: listOrNull(raw.keywords) ?? [],
    url: webAddressOrNull(raw.url),
    change: null,
    decision: lineOrNull(raw.decision)?.replace(/^quyết định( số)?:? */iu, '') ?? null,
    decisionDate: raw.decisionDate ?? dateInText(raw.decision ?? ''),
    effectiveFrom: null,
    effectiveTo: null,
    replacedBy: null,
    source: raw.source,
    sourceDate: raw.sourceDate,
    checkedOn: raw.checkedOn,
  };
  return { record, traps: [...timeTraps, ...feeTraps] };
}

/** The source leaves commas where it lost a name (", Phòng quản lý xuất nhập cảnh"). */
function agencyOrNull(raw: string | null): string | null {
  return lineOrNull(lineOrNull(raw)?.replace(/^[,;.\s]+|(?<![,;\s])[,;\s]+$/g, ''));
}

/** Clean, non-empty, each once; null when nothing is left: the source's empty list says nothing. */
function listOrNull(raw: readonly string[]): string[] | null {
  const list = uniqueBy(
    raw.map(lineOrNull).filter((item) => item !== null),
    String,
  );
  return list.length > 0 ? list : null;
}

/** The source split some names at their commas: "Cán bộ", "công chức", "viên chức"; "… (không bao gồm doanh nghiệp", "HTX)". */
function rejoinSubjects(subjects: readonly string[]): string[] {
  const joined: string[] = [];
  for (const subject of subjects.map(cleanLine)) {
    const before = joined.at(-1);
    const isTail =
      before !== undefined && (before.lastIndexOf('(') > before.lastIndexOf(')') || /^\p{Ll}/u.test(subject));
    if (isTail) joined[joined.length - 1] = `${before}, ${subject}`;
    else joined.push(subject);
  }
  return joined;
}

function legalBasisOrNull(raw: readonly LegalBasis[]): LegalBasis[] | null {
  const cleaned = raw
    .map(({ code, name }) => ({ code: lineOrNull(code), name: lineOrNull(name) }))
    .filter(({ code, name }) => code !== null || name !== null);
  return cleaned.length > 0 ? uniqueBy(cleaned, JSON.stringify) : null;
}
