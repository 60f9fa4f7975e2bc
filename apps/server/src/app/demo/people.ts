import { hashOf, pick, type Random, seeded, weighted } from "./random.ts";

// Frequent surnames with rough shares; the people are invented.
const surnames: readonly (readonly [string, number])[] = [
  ["王", 72],
  ["李", 71],
  ["张", 67],
  ["刘", 53],
  ["陈", 45],
  ["杨", 31],
  ["赵", 20],
  ["黄", 22],
  ["周", 21],
  ["吴", 20],
  ["徐", 17],
  ["孙", 15],
  ["胡", 13],
  ["朱", 13],
  ["高", 12],
  ["林", 12],
  ["何", 12],
  ["郭", 11],
  ["马", 11],
  ["罗", 9],
  ["梁", 8],
  ["宋", 8],
  ["郑", 8],
  ["谢", 8],
  ["韩", 7],
  ["唐", 7],
  ["冯", 6],
  ["于", 6],
  ["董", 6],
  ["萧", 6],
  ["程", 6],
  ["曹", 6],
  ["袁", 5],
  ["邓", 5],
  ["许", 5],
  ["傅", 5],
  ["沈", 5],
  ["曾", 5],
  ["彭", 5],
  ["吕", 5],
  ["苏", 5],
  ["卢", 4],
  ["蒋", 4],
  ["蔡", 4],
  ["贾", 4],
  ["丁", 4],
  ["魏", 4],
  ["薛", 4],
  ["叶", 4],
  ["阎", 3],
  ["欧阳", 1],
];
const female = "婷敏静丽娟霞燕玲芳洁雪莹倩欣怡佳琪颖思雨晨萱诗涵梦瑶若曦依诺雅芷清妍语嫣可馨沐晴".split("");
const male = "伟强磊军勇涛明超杰鹏浩宇轩博文俊豪子墨泽辰一鸣嘉懿煜城志远天佑梓睿承允思源皓昊峻熙".split("");

export type Gender = "female" | "male";

export interface Person {
  readonly name: string;
  readonly gender: Gender;
  /** `YYYY-MM-DD` */
  readonly birthday: string;
  /** In a number range that the demo keeps to itself; nobody is ever called from a demo. */
  readonly phone: string;
}

function givenName(random: Random, gender: Gender): string {
  const characters = gender === "female" ? female : male;
  return random() < 0.3 ? pick(random, characters) : pick(random, characters) + pick(random, characters);
}

/** An invented person, the same for the same key; `serial` keeps phone numbers apart. */
export function inventPerson(key: string, serial: number): Person {
  const random = seeded(hashOf(key));
  const gender: Gender = random() < 0.71 ? "female" : "male";
  const year = 1962 + Math.floor((random() + random() + random()) * 15);
  const month = 1 + Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 28);
  return {
    name: weighted(random, surnames) + givenName(random, gender),
    gender,
    birthday: `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
    phone: `1990${String(serial).padStart(7, "0")}`,
  };
}
