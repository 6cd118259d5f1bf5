import type { Kind } from './model.ts';

/** What people call each kind of identifier. */
export const kindWords: Readonly<Record<Kind, { readonly zh: string; readonly en: string }>> = {
  citizen_id: { zh: '公民身份号码', en: 'Citizen identity number' },
  citizen_id_legacy15: { zh: '15 位居民身份证号码', en: 'Identity number of fifteen digits' },
  hmt_residence_permit: {
    zh: '港澳台居民居住证号码',
    en: 'Residence permit of residents of Hong Kong, Macao and Taiwan',
  },
  foreign_pr_id: { zh: '外国人永久居留身份证号码', en: 'Foreign permanent resident card' },
  home_return_permit: { zh: '港澳居民来往内地通行证号码', en: 'Mainland travel permit' },
  exit_permit_hkmo: { zh: '往来港澳通行证号码', en: 'Exit permit for Hong Kong and Macao' },
  passport_cn: { zh: '护照号码', en: 'Passport number' },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  org_code: { zh: '组织机构代码', en: 'Organisation code' },
  police_org_code: { zh: '公安机关机构代码', en: 'Code of a police organisation' },
  plate: { zh: '机动车号牌号码', en: 'Plate number' },
  vin: { zh: '车辆识别代号', en: 'Vehicle identification number' },
  mobile: { zh: '移动电话号码', en: 'Mobile telephone number' },
  device_code: { zh: '设备编码', en: 'Device code' },
  ecert_id: { zh: '电子证照标识', en: 'Identifier of an e-certificate' },
  division: { zh: '行政区划代码（含历史）', en: 'Division code, past ones too' },
  division_current: { zh: '现行行政区划代码', en: 'Division code in force' },
  street: { zh: '乡镇街道代码', en: 'Code of a township or street' },
};
