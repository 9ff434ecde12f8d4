export interface CatalogueItem {
  name: string;
  price: number;
  barcode: string;
  category: string;
  description: string;
}

/**
 * Items for a new market, so that people can try it. The market shows the newest items first, so
 * the last items here are seen first. Neighbours differ in category. Their barcodes, from which
 * artwork gets its colour, are chosen so that their colours differ too.
 */
export const demoCatalogue: readonly CatalogueItem[] = [
  {
    name: 'Six detective paperbacks',
    price: 45,
    barcode: '071953928116',
    category: 'Books and paper',
    description:
      'Six well-thumbed detective novels from the staffroom shelf. One has a tea ring on the cover and none of them has the last page missing, which we checked.',
  },
  {
    name: 'Claw hammer',
    price: 28,
    barcode: '036428617056',
    category: 'Tools and workshop',
    description:
      'A plain steel hammer with an ash handle that has gone dark and smooth with use. The head sits tight. Good for shelves, tent pegs and stubborn crates.',
  },
  {
    name: 'Sourdough starter',
    price: 8,
    barcode: '071953891069',
    category: 'Food and drink',
    description:
      'A jar of lively starter, four years old and answering to Doris. Feed it flour and water twice a week. A page of instructions comes with it.',
  },
  {
    name: 'Student violin',
    price: 390,
    barcode: '036428488519',
    category: 'Music',
    description:
      'Full size, with a bow, a case and a cake of rosin. The strings are new since September. It was outgrown by somebody who moved on to the viola, and it deserves to be played.',
  },
  {
    name: 'Late-arrival pass',
    price: 80,
    barcode: '792604815783',
    category: 'Passes and favours',
    description:
      'Arrive up to twenty minutes late, once, and nobody will ask why. Hand it in at the door. Valid until the end of term.',
  },
  {
    name: 'Spider plant baby',
    price: 6,
    barcode: '860473454867',
    category: 'Plants',
    description:
      'A rooted offshoot of the big spider plant by the window, in a small clay pot. It forgives dry weeks, dark corners and beginners.',
  },
  {
    name: 'Table tennis bats, a pair',
    price: 55,
    barcode: '614389088360',
    category: 'Sport and outdoors',
    description:
      'Two bats with fresh rubber and three white balls. One handle has been wrapped with bicycle tape for a better grip, and most people end up preferring that one.',
  },
  {
    name: 'Trousers hemmed',
    price: 35,
    barcode: '036428871168',
    category: 'Passes and favours',
    description:
      'Bring a pair of trousers or a skirt and have it back in two days at the right length, sewn by machine and finished by hand. Pinning takes five minutes at lunch.',
  },
  {
    name: 'Kitchen radio',
    price: 85,
    barcode: '084207794153',
    category: 'Electronics',
    description:
      'A wooden radio with one big dial. It gets six stations clearly and a seventh when the kettle is off. It runs from the mains or from four batteries.',
  },
  {
    name: 'Three juggling beanbags',
    price: 30,
    barcode: '817365520568',
    category: 'Games',
    description:
      'Three round beanbags, stitched by hand and soft enough not to roll under the sofa. With a photocopied sheet that teaches the first pattern in an evening.',
  },
  {
    name: 'Swap a cleaning shift',
    price: 75,
    barcode: '817365912509',
    category: 'Passes and favours',
    description:
      'Give me one of your Friday cleaning shifts and I will do it properly, bins and whiteboard included. Tell me by Wednesday which week.',
  },
  {
    name: 'Watercolour set',
    price: 70,
    barcode: '817365890678',
    category: 'Books and paper',
    description:
      'Twenty-four half pans in a tin, with two round brushes. The blues are half used and the rest are nearly full. The lid works as a mixing tray.',
  },
  {
    name: 'World atlas',
    price: 40,
    barcode: '036428330269',
    category: 'Books and paper',
    description:
      'A big hardback atlas from 2011. Some borders have moved since then, but the maps of mountains and ocean floors are worth the shelf space on their own.',
  },
  {
    name: 'Projector for a weekend',
    price: 240,
    barcode: '719246241565',
    category: 'Electronics',
    description:
      'Collect it on Friday, bring it back on Monday morning. It fills a bedsheet across a garden, and the bag holds every cable you might need, including the odd one.',
  },
  {
    name: 'Deck of pirate cards',
    price: 15,
    barcode: '860473424150',
    category: 'Games',
    description:
      'Fifty-two cards and two jokers, with a different pirate on every king, queen and jack. Slightly bent from many train journeys, and complete.',
  },
  {
    name: 'Climbing rope, 30 m',
    price: 150,
    barcode: '745381246516',
    category: 'Sport and outdoors',
    description:
      'Bought for the indoor wall and used one winter. It has never held a fall and has been kept dry in its bag. Thirty metres, marked in the middle with tape.',
  },
  {
    name: 'Tomato seedlings, tray of six',
    price: 16,
    barcode: '850219387634',
    category: 'Plants',
    description:
      'Six sturdy seedlings of a small yellow tomato that does well on a balcony. They are ready to go outside once the nights stay above ten degrees.',
  },
  {
    name: 'Roleplaying rulebook',
    price: 115,
    barcode: '071953876554',
    category: 'Games',
    description:
      'The thick core rulebook, third printing, with the good index. Somebody has pencilled house rules in the margins. A few of them are better than the printed ones.',
  },
  {
    name: 'Wool winter jacket',
    price: 160,
    barcode: '745381756909',
    category: 'Home and clothing',
    description:
      'Thick wool, medium, with deep pockets and a hood that stays up in wind. The lining was replaced last year. Warm enough to stand on a touchline in January.',
  },
  {
    name: 'Choose the bus playlist',
    price: 20,
    barcode: '817365857381',
    category: 'Passes and favours',
    description:
      'Forty minutes of music on the next trip, entirely your choice. The driver may turn it down but may not skip.',
  },
  {
    name: 'Soldering iron and stand',
    price: 130,
    barcode: '792604928797',
    category: 'Tools and workshop',
    description:
      'Temperature controlled, with four tips and a brass sponge. Heats up in half a minute. It has built two keyboards and a theremin and still has a clean tip.',
  },
  {
    name: 'Mixed marbles, one jar',
    price: 12,
    barcode: '745381633637',
    category: 'Games',
    description:
      'About two hundred marbles in a jar that once held gherkins. Mostly cat’s eyes, with a handful of big ones and a single black one that everybody wants.',
  },
  {
    name: 'Healing potions, five flasks',
    price: 65,
    barcode: '850219634820',
    category: 'Games',
    description:
      'Five minor healing potions for the Sunday campaign, redeemable with the game master. Each gives back two dice of health. They taste of liquorice.',
  },
  {
    name: 'Filing drawer on wheels',
    price: 95,
    barcode: '792604306908',
    category: 'Home and clothing',
    description:
      'Three drawers on castors that all turn. The key is taped inside the top one. It fits under a desk and makes a fair seat for a visitor.',
  },
  {
    name: 'A lift home on Thursdays',
    price: 65,
    barcode: '745381740182',
    category: 'Passes and favours',
    description:
      'Four Thursdays, leaving the car park at half past five, anywhere along the river road. Two seats free in the back. Quiet company is welcome.',
  },
  {
    name: 'Fountain pen',
    price: 60,
    barcode: '071953705618',
    category: 'Books and paper',
    description:
      'A medium nib that has been worn in by a careful left-handed writer. It comes with a converter and half a bottle of blue-black ink.',
  },
  {
    name: 'Basketball',
    price: 45,
    barcode: '638172742710',
    category: 'Sport and outdoors',
    description:
      'Size 7, indoor and outdoor, with a good pebbled grip. It holds its air for weeks. There is a name on it in marker, which can be yours with a little acetone.',
  },
  {
    name: 'Film camera',
    price: 420,
    barcode: '860473500946',
    category: 'Electronics',
    description:
      'A fully manual 35 mm camera with a 50 mm lens. The light meter agrees with my phone. One roll of black and white film is already loaded, with thirty frames left.',
  },
  {
    name: 'Bentwood chair',
    price: 210,
    barcode: '614389564123',
    category: 'Home and clothing',
    description:
      'One chair from the old library reading room, re-glued and waxed. It does not creak. The seat has a pleasant dip where a century of readers sat.',
  },
  {
    name: 'Honey from the roof',
    price: 22,
    barcode: '719246467767',
    category: 'Food and drink',
    description:
      'A 340 g jar from the two hives above the science block. This is the July harvest, mostly lime blossom, and it has only just begun to set.',
  },
  {
    name: 'Skateboard',
    price: 170,
    barcode: '792604406141',
    category: 'Sport and outdoors',
    description:
      'A maple deck with new bearings and wheels a bit softer than usual, so it is quiet on rough pavement. The tail is scuffed. It suits somebody learning to turn.',
  },
  {
    name: 'A portrait in ink',
    price: 110,
    barcode: '860473812643',
    category: 'Passes and favours',
    description:
      'Sit for half an hour and go home with a small portrait in brush and ink. People, dogs and patient cats. Framing is not included.',
  },
  {
    name: 'Second monitor, 24 inch',
    price: 300,
    barcode: '084207346314',
    category: 'Electronics',
    description:
      'A sharp 24-inch screen on a stand that goes up, down and on its side. It has no dead pixels. There is a faint scratch on the back where nobody will ever look.',
  },
  {
    name: 'Railway board game',
    price: 140,
    barcode: '719246763913',
    category: 'Games',
    description:
      'Lay track, carry mail, block your friends. For two to five players in about an hour. All the trains are there, and one missing cube has been replaced with a bead.',
  },
  {
    name: 'Winter umbrella',
    price: 40,
    barcode: '850219690505',
    category: 'Home and clothing',
    description:
      'A wide umbrella with a curved wooden handle and ten ribs. It has turned inside out once and gone back without complaint.',
  },
  {
    name: 'Birthday cake to order',
    price: 120,
    barcode: '850219792162',
    category: 'Food and drink',
    description:
      'Two layers, any flavour I can pronounce, with the name piped on top. Order three days ahead. Can be made without eggs or without nuts.',
  },
  {
    name: 'Wall clock from the old gym',
    price: 90,
    barcode: '745381334787',
    category: 'Home and clothing',
    description:
      'Half a metre across, with numerals that can be read from the far end of a hall. It keeps good time on one battery. It still has its wire cage.',
  },
  {
    name: 'Closed-back headphones',
    price: 230,
    barcode: '850219037812',
    category: 'Electronics',
    description:
      'Comfortable over-ear headphones that keep the office out. The ear pads are new and the cable unplugs at both ends. The hard case has a small dent.',
  },
  {
    name: 'Cactus in a teacup',
    price: 18,
    barcode: '036428926509',
    category: 'Plants',
    description:
      'A round little cactus in a chipped blue cup with a hole drilled in the bottom. Water it on the first of the month and otherwise leave it in peace.',
  },
  {
    name: 'Mystery box from the shed',
    price: 50,
    barcode: '860473806062',
    category: 'Tools and workshop',
    description:
      'We filled a box while clearing the shed, and taped it shut. It rattles in two places. Somebody who likes hinges, string and surprises will be happy with it.',
  },
  {
    name: 'Old laptop, new battery',
    price: 900,
    barcode: '036428530362',
    category: 'Electronics',
    description:
      'Five years old, wiped and freshly installed, with a new battery that lasts a school day. The corner is dented and the keyboard is excellent. Charger and sleeve included.',
  },
  {
    name: 'Rucksack, 40 litres',
    price: 190,
    barcode: '719246988255',
    category: 'Sport and outdoors',
    description:
      'Carried over one mountain range and washed afterwards. All the zips run, and there is a rain cover in the bottom pocket. Best on somebody between 165 and 185 cm.',
  },
  {
    name: 'Box of jazz records',
    price: 95,
    barcode: '693057713643',
    category: 'Music',
    description:
      'Eighteen records, mostly from the fifties and sixties, in sleeves that smell of an uncle’s attic. All of them play through. Two are worth more than the whole box.',
  },
  {
    name: 'Pizza on Friday',
    price: 70,
    barcode: '860473174710',
    category: 'Food and drink',
    description:
      'One whole pizza from the clay oven behind the workshop, with your choice from whatever is on the table. Ready at one o’clock. Come early and stretch your own dough.',
  },
  {
    name: 'An hour of maths tutoring',
    price: 100,
    barcode: '792604708085',
    category: 'Passes and favours',
    description:
      'One hour, one to one, on whatever is coming up in the test. I am better at geometry and probability than at making it look easy. Bring the questions you got wrong.',
  },
  {
    name: 'Shield of the Third Gate',
    price: 360,
    barcode: '792604529055',
    category: 'Games',
    description:
      'A rare shield from last winter’s siege, plus two to block and a small glow in the dark. Only five dropped in the whole guild. It will be handed over in the tavern.',
  },
  {
    name: 'Box of 48 coloured pencils',
    price: 38,
    barcode: '693057375636',
    category: 'Books and paper',
    description:
      'All forty-eight are here, sorted by colour and sharpened. The white one is still full length, as always. The tin closes with a good click.',
  },
  {
    name: 'City bicycle, three gears',
    price: 780,
    barcode: '719246610309',
    category: 'Sport and outdoors',
    description:
      'An upright bicycle with mudguards, a basket and a dynamo light that comes on by itself. New tyres in spring. It has been stolen once and came back on its own, more or less.',
  },
  {
    name: 'Ticket to the spring play',
    price: 50,
    barcode: '071953264535',
    category: 'Passes and favours',
    description:
      'One seat in the second row, on the Saturday, for the play that everybody has been rehearsing in the corridor. There is a dragon, and it is run by four people.',
  },
  {
    name: 'Coffee for a week',
    price: 45,
    barcode: '693057542939',
    category: 'Food and drink',
    description:
      'A fresh filter coffee on your desk at ten every morning, Monday to Friday. Say how you like it once and I will remember. Tea can be arranged.',
  },
  {
    name: 'Microscope',
    price: 520,
    barcode: '817365673813',
    category: 'Tools and workshop',
    description:
      'A school microscope with three objectives, up to 400 times, and a mirror in place of a lamp. A box of prepared slides comes with it. The onion skin is still lovely.',
  },
  {
    name: 'Two-person tent',
    price: 340,
    barcode: '860473281753',
    category: 'Sport and outdoors',
    description:
      'A ridge tent that two friends or one person and a bicycle can sleep in. Waterproofed this summer. All fourteen pegs are there, and three of them are straight.',
  },
  {
    name: 'Bag of odd dice',
    price: 25,
    barcode: '817365280295',
    category: 'Games',
    description:
      'A cloth bag of thirty dice, from four sides to twenty, no two alike. Some are lucky. We could not establish which.',
  },
  {
    name: 'Jar of plum jam',
    price: 14,
    barcode: '693057506221',
    category: 'Food and drink',
    description:
      'Plums from the tree by the bike racks, sugar, a little cinnamon, nothing else. Made in September. Please bring the jar back.',
  },
  {
    name: 'Scientific calculator',
    price: 85,
    barcode: '817365274898',
    category: 'Electronics',
    description:
      'The model that is allowed in the exam. It runs on light, so it never goes flat in the middle of a question. The cover has a name scratched on it that might be a constellation.',
  },
  {
    name: 'Cordless drill',
    price: 260,
    barcode: '792604645465',
    category: 'Tools and workshop',
    description:
      'An 18-volt drill with two batteries, a charger and most of a set of bits. It has just been cleaned and the chuck runs true. The workshop is buying a bigger one.',
  },
  {
    name: 'Enamel desk lamp',
    price: 75,
    barcode: '638172726970',
    category: 'Home and clothing',
    description:
      'A heavy lamp with an enamel shade and a brass switch that makes a proper click. Rewired last year. It gives a small warm pool of light and leaves the room alone.',
  },
  {
    name: 'Monstera cutting',
    price: 30,
    barcode: '719246605732',
    category: 'Plants',
    description:
      'One cutting with three split leaves and a good set of roots, potted in April. It wants a bright spot out of the sun, and in two years it will want your whole corner.',
  },
  {
    name: 'Parking spot for a week',
    price: 150,
    barcode: '860473403780',
    category: 'Passes and favours',
    description:
      'Space 14, under the plane tree, from Monday to Friday. It is the one nearest the door. In June the tree drips a little.',
  },
  {
    name: 'Football, size 5',
    price: 35,
    barcode: '850219225462',
    category: 'Sport and outdoors',
    description:
      'A stitched match ball, pumped and checked. It has one season of grass stains and plenty left in it. Fine for the Wednesday game and for walls that do not mind.',
  },
  {
    name: 'Ukulele',
    price: 180,
    barcode: '719246547384',
    category: 'Music',
    description:
      'A soprano ukulele in dark wood, in tune as of this morning. It comes with a soft bag and a songbook with the easy ones marked. You can play three songs by Sunday.',
  },
  {
    name: 'An hour of bike repair',
    price: 90,
    barcode: '860473495235',
    category: 'Passes and favours',
    description:
      'Bring a bicycle that clicks, rubs or refuses. In an hour we will sort the brakes and the gears and find out what the noise was. Parts are extra and cheap.',
  },
  {
    name: 'A home-cooked lunch',
    price: 60,
    barcode: '860473621160',
    category: 'Food and drink',
    description:
      'A bowl of whatever I am cooking that day, enough for two helpings, with bread. Usually lentils, noodles or a curry. Tell me what you cannot eat.',
  },
  {
    name: 'Wooden chess set',
    price: 110,
    barcode: '614389377532',
    category: 'Games',
    description:
      'A full set in beech and walnut on a folding board. One white rook was turned again in the workshop and is a millimetre taller than its brother. It plays just as well.',
  },
  {
    name: 'Homework pass',
    price: 120,
    barcode: '792604941819',
    category: 'Passes and favours',
    description:
      'Hand this in instead of one piece of homework, any subject that has agreed to it, and enjoy the evening. Cannot be used for projects. Keeps until the last day of term.',
  },
];
