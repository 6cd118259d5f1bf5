import { addYears, isoDate, type Day } from './calendar.ts';
import { vehicleStatus } from './codes.ts';
import { dealt } from './deal.ts';
import { idOf } from './ids.ts';
import type { Entry, VehicleValues } from './model.ts';
import { energyPlate, ordinaryPlate, vin } from './numbers.ts';
import type { Resident } from './people.ts';
import { at, type Random } from './random.ts';
import type { Settings } from './settings.ts';
import { entryOf, type Change } from './versions.ts';
import { dayBetween, streamOf, type Neighbourhood, type World } from './world.ts';

const energyPlateKind = '52';
const oldestVehicleYears = 15;
const overdueShare = 0.03; // of vehicles, whose inspection has run out

/** A maker's model: its value in the code list of models, and its names. */
export interface VehicleModel {
  readonly brand: string;
  readonly model: string;
}

/** The n-th model (from 0) of the demonstration's list. */
export function vehicleModel(settings: Settings, n: number): VehicleModel {
  const brand = at(settings.brands, n % settings.brands.length);
  const serial = Math.floor(n / settings.brands.length);
  return { brand, model: `${brand}${'STRXEMKQ'.charAt(serial % 8)}${100 + Math.floor(serial / 8)}` };
}

/** The vehicles of a neighbourhood, owned by its adults: drivers first, then others. */
export function vehiclesOf(
  world: World,
  here: Neighbourhood,
  drivers: readonly Resident[],
  adults: readonly Resident[],
): Entry<VehicleValues>[] {
  const random = streamOf(world, 'vehicles', here.number);
  const owners = [...random.shuffled(drivers), ...random.shuffled(adults)];
  return Array.from({ length: here.vehicles.count }, (_, i) => {
    const owner = at(owners, i % owners.length);
    const earlier = random.chance(world.settings.chances.vehicleChangedOwner) ? random.pick(adults) : null;
    return vehicleOf(world, here.vehicles.first + i, owner, earlier, random);
  });
}

/** The vehicle of that index; `earlier` owned it before the present owner. */
export function vehicleOf(
  world: World,
  index: number,
  owner: Resident,
  earlier: Resident | null,
  random: Random,
): Entry<VehicleValues> {
  const { settings } = world;
  const { kind, rank } = dealt(world.vehicleDeal, index);
  const model = Math.floor(settings.codeLists.vehicleModels * random.next() ** 3); // a few sell well, many hardly
  const ofAge = addYears(owner.birth, 18) + 60;
  const oldest = addYears(settings.asOf, -oldestVehicleYears);
  const registered = dayBetween(random, Math.max(ofAge, oldest), settings.asOf - 40);
  const overdue = random.chance(overdueShare);
  const today: VehicleValues = {
    plateKind: kind.plateKind,
    plateNumber: kind.plateKind === energyPlateKind ? energyPlate(rank) : ordinaryPlate(index),
    vin: vin(model, registered, index),
    ...vehicleModel(settings, model),
    colour: random.weighted(settings.colours),
    usage: kind.usage,
    status: overdue ? vehicleStatus.overdue : vehicleStatus.normal,
    owner: owner.id,
    registeredOn: isoDate(registered),
    inspectionValidTo: isoDate(inspectionDue(registered, settings.asOf, overdue)),
  };
  const firstDay = Math.max(registered, settings.systemSince + 30);
  const changes =
    earlier === null || earlier === owner
      ? []
      : [sale(earlier, dayBetween(random, firstDay + 30, settings.asOf - 5))];
  return entryOf(idOf('vehicle', index), owner.citizenNumber, today, firstDay, changes, random);
}

function sale(earlier: Resident, day: Day): Change<VehicleValues> {
  return { day, before: { owner: earlier.id }, subjectBefore: earlier.citizenNumber, reason: '转移登记' };
}

/** Inspected every two years from the registration: the next date after the settings' day, or the last before it. */
function inspectionDue(registered: Day, asOf: Day, overdue: boolean): Day {
  let due = registered;
  while (due <= asOf) due = addYears(due, 2);
  return overdue ? Math.max(registered, addYears(due, -2)) : due;
}
