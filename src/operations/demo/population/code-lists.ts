import type { Settings } from './settings.ts';
import { at } from './random.ts';
import { vehicleModel } from './vehicles.ts';

/** A code list of the demonstration's own: bulk, so it is made at load instead of standing in the pack. */
export interface DemoCodeList {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  values(): Generator<DemoCodeValue>;
}

export interface DemoCodeValue {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** The lists: communities, roads and vehicle models, together as many values as the settings say. */
export function demoCodeLists(settings: Settings): readonly DemoCodeList[] {
  return [
    {
      name: 'demo-community',
      title: { zh: '演示社区', en: 'Demonstration communities' },
      values: () => communities(settings),
    },
    {
      name: 'demo-road',
      title: { zh: '演示道路', en: 'Demonstration roads' },
      values: () => roads(settings),
    },
    {
      name: 'demo-vehicle-model',
      title: { zh: '演示车辆型号', en: 'Demonstration vehicle models' },
      values: () => models(settings),
    },
  ];
}

/** Police communities have 15 digits (GA/T 2000.33-2020): the street's 9, then a number. */
function* communities(settings: Settings): Generator<DemoCodeValue> {
  const { streets } = settings.geography;
  for (let n = 0; n < settings.codeLists.communities; n++) {
    const street = at(streets, n % streets.length);
    const number = Math.floor(n / streets.length) + 1;
    const road = at(settings.roads, number % settings.roads.length).replace(/(?:路|街|大道|巷|里)$/u, '');
    const code = street.code + String(number).padStart(6, '0');
    yield { code, zh: `${street.name}${road}社区`, en: `Community ${number} of ${street.nameEn}` };
  }
}

/** The roads that neighbourhoods lie on, in the order in which a street fills up. */
function* roads(settings: Settings): Generator<DemoCodeValue> {
  const { streets } = settings.geography;
  for (let n = 0; n < settings.codeLists.roads; n++) {
    const street = at(streets, n % streets.length);
    const place = Math.floor(n / streets.length);
    const code = `${street.code}R${String(place + 1).padStart(4, '0')}`;
    yield {
      code,
      zh: at(settings.roads, place % settings.roads.length),
      en: `Road ${place + 1} of ${street.nameEn}`,
    };
  }
}

function* models(settings: Settings): Generator<DemoCodeValue> {
  for (let n = 0; n < settings.codeLists.vehicleModels; n++) {
    const { brand, model } = vehicleModel(settings, n);
    yield { code: `M${String(n + 1).padStart(6, '0')}`, zh: model, en: `Model ${n + 1} of ${brand}` };
  }
}
