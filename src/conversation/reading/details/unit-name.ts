/** Which offices a message names: by their whole name, by what they are ("công an phường"), by where ("xã Ia Hrung"). Pure. */
import type { Unit } from '../../../units/unit.js';
import { plainLine } from '../../words.js';

/** NĐ 118/2025 knows two names of the desk where everything is handed in. */
const DESK = / (?:mot cua|phuc vu hanh chinh cong|hanh chinh cong) /;
/** Where the name of a place begins. */
const PLACE = / (?:phuong|xa|thi tran|dac khu) .+$/;
/** What stands between what an office is and where. */
const BETWEEN = / (?:phuong|xa|thi tran|dac khu|tinh|thanh pho|khu vuc|co so|quan|huyen) .*$/;
const BEFORE = /^ (?:chi nhanh|phong|co quan) /;
const MIN_WORDS = 2;
/** What people call an office by, whatever stands around it: "văn phòng đất đai", "bên thuế". */
const NOUNS = ['dat dai', 'cong an', 'bao hiem', 'thue', 'toa an'].map((noun) => ` ${noun} `);

/** Whether a unit is a one-stop desk, by its name. */
export function isDesk({ name }: Unit): boolean {
  return DESK.test(plainLine(name ?? ''));
}

/** The units a line names; [] = none of these. Of several in a place that is named the one-stop desk is meant. */
export function unitsMeant(line: string, units: readonly Unit[]): Unit[] {
  const whole = units.filter(({ name }) => name !== null && line.includes(plainLine(name)));
  if (whole.length > 0) return whole;
  const there = units.filter(({ name }) => holds(line, PLACE.exec(plainLine(name ?? ''))?.[0]));
  const noun = NOUNS.find((one) => line.includes(one));
  const kind = units.filter(
    (unit) =>
      !isDesk(unit) &&
      (holds(line, kindOf(unit)) || (noun !== undefined && plainLine(unit.name ?? '').includes(noun))),
  );
  const both = kind.filter((unit) => there.includes(unit));
  if (kind.length > 0) return both.length > 0 ? both : kind;
  const desks = there.filter(isDesk);
  return desks.length > 0 ? desks : there;
}

/** "Chi nhánh Văn phòng đăng ký đất đai khu vực Pleiku" is spoken of as "văn phòng đăng ký đất đai". */
function kindOf({ name }: Unit): string | undefined {
  const kind = plainLine(name ?? '')
    .replace(BETWEEN, ' ')
    .replace(BEFORE, ' ');
  return kind.trim().split(' ').length >= MIN_WORDS ? kind : undefined;
}

function holds(line: string, part: string | undefined): boolean {
  return part !== undefined && line.includes(part.endsWith(' ') ? part : `${part} `);
}
