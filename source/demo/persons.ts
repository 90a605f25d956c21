/** What somebody says by themselves, and when: seconds after the start. */
type Chatter = readonly { readonly at: number; readonly say: string }[];

/** Somebody who chats in the demo. */
export type Person = {
  readonly nick: string;
  readonly chatter: Chatter;
  /** Words that they take for an address, besides their name. */
  readonly openers: readonly string[];
  /** What they answer to a sentence. */
  readonly answer: (user: string, say: string) => string;
};

/** Answers by what a sentence contains; the last one is for everything else. */
const answers =
  (rows: readonly (readonly [RegExp, (user: string) => string])[]): Person['answer'] =>
  (user, say) =>
    (rows.find(([said]) => said.test(say)) ?? rows.at(-1))?.[1](user) ?? '';

/** Who chats in the demo. */
export const persons: readonly Person[] = [
  {
    nick: 'bob',
    openers: ['hello', 'hi'],
    chatter: [
      { at: 3, say: 'The washing machine is on, tele/washer/SENSOR has what it draws' },
      { at: 10, say: 'home/weather/outdoor says 6 °C' },
      { at: 75, say: 'Somebody just came through the front door' },
      { at: 150, say: 'The freezer in the cellar is silent. Battery?' },
      { at: 300, say: 'Solar is doing well today' },
    ],
    answer: answers([
      [/thank|thx|谢/i, (user) => `You're welcome, ${user}`],
      [/freezer|stale|battery/i, () => 'Its battery was at 9 %, I think it has died'],
      [/lamp|light/i, () => 'Publish OFF to zigbee2mqtt/lounge/lamp/set and see'],
      [/hello|\bhi\b|morning|你好/i, (user) => `Hi ${user}! Look around, it is only a demo`],
      [/[?？]/, (user) => `Good question, ${user}. /help may know`],
      [/./s, () => 'Sounds good'],
    ]),
  },
  {
    nick: '小梅',
    openers: ['hello', '你好'],
    chatter: [
      { at: 6, say: '外面现在多少度？' },
      { at: 13, say: '谢谢！那我穿外套' },
      { at: 110, say: '我去泡茶 🍵' },
      { at: 220, say: '书房有点冷' },
    ],
    answer: answers([
      [/thank|谢/i, (user) => `不客气，${user}！`],
      [/temperature|warm|cold|°|度|冷|热/i, () => '看 zigbee2mqtt/lounge/climate，刚刚好'],
      [/lamp|light|灯/i, () => '灯可以用 zigbee2mqtt/lounge/lamp/set 关'],
      [/hello|\bhi\b|你好/i, (user) => `${user} 你好！`],
      [/[?？]/, () => '问得好，我也不知道'],
      [/./s, () => '好的！'],
    ]),
  },
];
