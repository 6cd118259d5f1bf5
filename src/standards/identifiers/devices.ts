import { ok, warn, type Parts, type Rule } from './model.ts';
import { addressOf, refuseFictional, withAddress } from './places.ts';
import { explain, shape } from './shapes.ts';

const mobile = shape('1', 1, '3-9', 1, '0-9', 9);
const device = shape('0-9', 20);

/** Mobile numbers by the loose rule; the segment table is only a hint, since numbers move between carriers. */
export const checkMobile: Rule = (value, { tables, profile }) => {
  if (!mobile.pattern.test(value)) return explain(value, mobile);
  const segment = value.slice(0, 3);
  const known = tables.segments.has(segment) || (profile === 'demo' && segment === tables.demoSegment);
  const result = ok(value, { segment, subscriber: value.slice(3) }, known ? 'current' : 'unknown');
  return known ? result : warn(result, 'segment-unallocated', 1);
};

/** GB/T 28181 device codes by rule A: 8 centre, 2 industry, 3 type, 1 network, 6 sequence. */
export const checkDevice: Rule = (value, setting) => {
  if (!device.pattern.test(value)) return explain(value, device);
  const fictional = refuseFictional(value, setting, 1);
  if (fictional) return fictional;
  const { deviceTypes, industries } = setting.tables;
  const [industry, type] = [value.slice(8, 10), value.slice(10, 13)];
  const parts: Parts = {
    centre: value.slice(0, 8),
    industry,
    industryName: industries.get(industry) ?? '',
    type,
    typeName: deviceTypes.get(type) ?? '',
    network: value.slice(13, 14),
    sequence: value.slice(14),
  };
  const result = withAddress(value, parts, addressOf(value.slice(0, 6), setting), 1);
  if (!deviceTypes.has(type)) return warn(result, 'device-type-unknown', 11);
  return industries.has(industry) ? result : warn(result, 'device-industry-unknown', 9);
};
