/**
 * Days of the lunar calendar as Viet Nam counts it (UTC+7): new moons and the sun's longitude after Meeus, as published
 * by Hồ Ngọc Đức. Good to the day for 1900–2100. Pure.
 */

const HOURS_AHEAD = 7;
const DEGREE = Math.PI / 180;
const MONTH_DAYS = 29.530588853;
const FIRST_NEW_MOON = 2415021.076998695;
/** The Julian day of 1 January 1970, from which days are numbered elsewhere. */
const EPOCH = 2440588;

/** The number (see `dayOf`) of a day of an ordinary lunar month; `year`: the one in which that lunar year begins. */
export function lunarDay(day: number, month: number, year: number): number {
  const eleventh = eleventhMonth(month < 11 ? year - 1 : year);
  const hasLeap = eleventhMonth(month < 11 ? year : year + 1) - eleventh > 365;
  const after = (month + 1) % 12;
  const first = Math.floor(0.5 + (eleventh - FIRST_NEW_MOON) / MONTH_DAYS);
  const leap = hasLeap && after >= leapAfter(first) ? 1 : 0;
  return newMoon(first + after + leap) + day - 1 - EPOCH;
}

/** The Julian day on which a month of this number since 1900 begins. */
function newMoon(month: number): number {
  const t = month / 1236.85;
  const mean =
    2415020.75933 +
    29.53058868 * month +
    0.0001178 * t ** 2 -
    0.000000155 * t ** 3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t ** 2);
  const sun = 359.2242 + 29.10535608 * month - 0.0000333 * t ** 2 - 0.00000347 * t ** 3;
  const moon = 306.0253 + 385.81691806 * month + 0.0107306 * t ** 2 + 0.00001236 * t ** 3;
  const node = 21.2964 + 390.67050646 * month - 0.0016528 * t ** 2 - 0.00000239 * t ** 3;
  const shift =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * node) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * node + sun) -
    0.0004 * sin(2 * node - sun) -
    0.0006 * sin(2 * node + moon) +
    0.001 * sin(2 * node - moon) +
    0.0005 * sin(2 * moon + sun);
  const clock = -0.000278 + 0.000265 * t + 0.000262 * t ** 2;
  return Math.floor(mean + shift - clock + 0.5 + HOURS_AHEAD / 24);
}

/** In which twelfth of its way the sun is when a day begins, from the spring equinox on. */
function sunSector(day: number): number {
  const t = (day - 2451545.5 - HOURS_AHEAD / 24) / 36525;
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t ** 2 - 0.00000048 * t ** 3;
  const longitude =
    280.46645 +
    36000.76983 * t +
    0.0003032 * t ** 2 +
    (1.9146 - 0.004817 * t - 0.000014 * t ** 2) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.00029 * sin(3 * anomaly);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

/** The month in which the winter solstice falls is the eleventh. */
function eleventhMonth(year: number): number {
  const lastDay = Date.UTC(year, 11, 31) / 86_400_000 + EPOCH;
  const month = Math.floor((lastDay - 2415021) / MONTH_DAYS);
  const begins = newMoon(month);
  return sunSector(begins) >= 9 ? newMoon(month - 1) : begins;
}

/** How many months after the eleventh the leap month is: the first in which the sun stays in its twelfth. */
function leapAfter(eleventh: number): number {
  let after = 1;
  while (after < 13 && sunSector(newMoon(eleventh + after)) !== sunSector(newMoon(eleventh + after + 1)))
    after += 1;
  return after;
}

function sin(degrees: number): number {
  return Math.sin(degrees * DEGREE);
}
