import * as errands from './errands.ts';
import * as household from './household.ts';
import * as pastimes from './pastimes.ts';
import type { Drawing } from './shapes.ts';

const words: readonly [Drawing, string][] = [
  [household.pottedPlant, 'plant cutting monstera fern palm bonsai basil pot'],
  [
    household.sprig,
    'seedling herb mint seed tree flower bouquet garden gardening leaf vegetable salad',
  ],
  [household.cactus, 'cactus cacti succulent aloe'],
  [household.cup, 'coffee tea cup mug cocoa espresso chocolate teapot'],
  [household.meal, 'lunch dinner meal supper soup noodle curry bowl breakfast snack sandwich rice'],
  [household.jar, 'jar jam honey marmalade pickle starter sauce chutney spice'],
  [household.cake, 'cake muffin cupcake birthday pie brownie cookie biscuit dessert'],
  [household.pizza, 'pizza slice'],
  [household.lamp, 'lamp light lantern torch'],
  [household.clock, 'clock watch hour minute alarm timer'],
  [household.chair, 'chair stool seat armchair bench sofa'],
  [household.drawers, 'drawer cabinet desk locker shelf cupboard bookcase dresser'],
  [household.umbrella, 'umbrella parasol raincoat'],
  [household.shirt, 'shirt jersey top kit uniform'],
  [household.coat, 'jacket coat jumper hoodie sweater cardigan costume suit'],
  [household.parcel, 'box parcel bundle hamper surprise gift present mystery'],
  [household.rucksack, 'rucksack backpack bag satchel suitcase'],
  [household.broom, 'cleaning broom chore shift sweeping tidying'],
  [household.thread, 'hemmed sewing thread yarn knitting wool tailoring mending fabric'],
  [pastimes.dice, 'dice die roleplaying rpg'],
  [pastimes.chess, 'chess pawn rook'],
  [pastimes.board, 'game board draughts checkers backgammon puzzle jigsaw'],
  [pastimes.cards, 'card deck poker'],
  [pastimes.basketball, 'basketball'],
  [pastimes.football, 'football soccer ball volleyball'],
  [pastimes.marbles, 'marble juggling beanbag bead'],
  [pastimes.bat, 'bat racket paddle tennis badminton'],
  [pastimes.bicycle, 'bicycle bike cycle cycling tandem'],
  [pastimes.skateboard, 'skateboard longboard scooter skate'],
  [pastimes.shield, 'shield armour armor sword helmet helm quest'],
  [pastimes.flask, 'potion elixir flask chemistry beaker'],
  [pastimes.tent, 'tent camping hike hammock'],
  [pastimes.rope, 'rope climbing cable'],
  [pastimes.strings, 'guitar ukulele violin cello banjo bass mandolin viola'],
  [pastimes.piano, 'piano keyboard synthesizer organ accordion'],
  [pastimes.record, 'record vinyl album playlist music song cd'],
  [pastimes.headphones, 'headphone headset earphone'],
  [pastimes.radio, 'radio speaker amplifier stereo'],
  [
    errands.books,
    'book paperback novel atlas dictionary rulebook comic textbook magazine encyclopedia',
  ],
  [errands.ticket, 'ticket pass voucher coupon token permit raffle'],
  [errands.pencils, 'pencil crayon marker chalk stationery'],
  [errands.nib, 'pen ink calligraphy letter essay'],
  [errands.paints, 'watercolour watercolor paint paintbrush acrylic easel'],
  [errands.portrait, 'portrait poster photo picture painting drawing frame'],
  [errands.setSquare, 'maths math tutoring geometry ruler lesson homework tuition'],
  [errands.monitor, 'monitor screen tv television display computer'],
  [errands.laptop, 'laptop notebook chromebook tablet'],
  [errands.calculator, 'calculator console'],
  [errands.camera, 'camera lens webcam'],
  [errands.projector, 'projector cinema film movie'],
  [errands.hammer, 'hammer tool mallet saw toolbox workshop'],
  [errands.drill, 'drill sander'],
  [errands.screwdriver, 'screwdriver soldering chisel'],
  [errands.microscope, 'microscope telescope binocular'],
  [errands.car, 'parking car lift van ride garage'],
];

const drawings = new Map(
  words.flatMap(([drawing, kinds]) => kinds.split(' ').map((word) => [word, drawing] as const)),
);

/** The drawing for the kind of thing that a name mentions, or undefined without a known word. */
export function drawingFor(name: string): Drawing | undefined {
  // “Desk lamp with a switch” is a lamp: the last known word before “with” decides.
  const [thing = ''] = name.toLowerCase().split(/ (?:with|for|from|on|in|to) |[,(:]/, 1);
  return lastKnown(thing) ?? lastKnown(name.toLowerCase());
}

function lastKnown(phrase: string): Drawing | undefined {
  return (phrase.match(/\p{L}+/gu) ?? [])
    .map(
      (word) =>
        drawings.get(word) ??
        drawings.get(word.replace(/s$/, '')) ??
        drawings.get(word.replace(/es$/, '')),
    )
    .findLast((drawing) => drawing !== undefined);
}
