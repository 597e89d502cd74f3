// SPDX-License-Identifier: Apache-2.0
// Every word the page shows that is not data of the run, in both languages. The English table is typed by the
// Chinese one, so a missing entry does not compile; a test holds the rest of the source free of visible text.
import type { Words } from './run';

export type Language = 'zh' | 'en';

const zh = {
  mark: '演练', markOther: 'EXERCISE', languageOther: 'English', help: '帮助', close: '关闭',
  play: '播放', pause: '暂停', stepBack: '后退一帧', stepOn: '前进一帧', slider: '时间', speed: '倍速',
  drillOpens: '演练开始', date: '日期', full: '全图', zoomIn: '放大', zoomOut: '缩小',
  onTheWay: '转移途中', safe: '已到安置点', roadsClosed: '道路中断', roadsUnit: '段', left: '无路可撤',
  people: '人', households: '户',   layers: '图层', depthNow: '实时水深', forceNow: '实时水流冲力', forceUnit: '水深×流速，米²/秒', heatNow: '实时火场热辐射', smokeNow: '实时烟雾（能见度）', sight_1000: '低于 1000 米', sight_500: '低于 500 米', sight_200: '低于 200 米', sight_100: '低于 100 米', sight_50: '低于 50 米', heatUnit: '千瓦/米²', flameLength: '火焰长度', maxDepth: '最大水深', arrival: '洪水到达时间', fireArrival: '火头到达时间', debrisArrival: '滑坡到达时间', hazardClass: '最大洪水危险等级',
  maxSpeed: '最大流速', none: '不显示',   metres: '米', metresPerSecond: '米/秒', hours: '小时',   legend: '图例', openRoad: '通行道路', closedCar: '中断（车辆）', closedAll: '中断（人车）', slowed: '减速通行',
  dotWalk: '步行转移（每点一户）', dotCar: '乘车转移（每点一户）', dotTeam: '救援与物资车队', danger: '危险区',
  villageCalm: '行政村', villagePrepare: '准备转移', villageImmediate: '立即转移', villageOut: '转移完成',
  shelter: '安置点', shelterOver: '超员', reservoir: '水库', gauge: '监测站', warehouse: '物资库', team: '救援队伍',   shelters: '安置点', shelterNone: '尚无人到达安置点', used: '已入住 / 容量', over: '超员 {n} 人', full100: '已满', spare: '余 {n}', opensIn: '开设需 {m} 分钟',
  events: '事件', allKinds: '全部', noEvents: '没有事件',
  lane_alert: '预警', lane_inject: '情景', lane_road: '道路', lane_people: '人员',
  kind_alert: '预警', kind_order: '指令', kind_inject: '情景', kind_road: '道路', kind_danger: '险情', kind_depart: '出发',
  kind_arrive: '到达', kind_task: '任务', kind_shelter: '安置', kind_drill: '演练', kind_expected: '应做', kind_hazard: '灾情', kind_call: '叫应', kind_decision: '会商', kind_release: '解除', kind_other: '其他',
  rainPerInterval: '{gauge} 本时段雨量 {mm} 毫米', north: '北',
  note: '模型推演，计算网格 {cell} 米，不得用于实际指挥', invented: '虚构',
  frameMeaning: '图中为上一帧以来的最大值',   village: '行政村', population: '人口', firstWater: '首次进水', dangerAt: '达到危险', prepareAt: '准备转移', immediateAt: '立即转移',
  basis: '依据', basisRain: '{state}：{gauge} {n} 分钟雨量达 {mm} 毫米', moved: '转移进度', movedOf: '已到 {a} / {b} 人，途中 {c} 人', firstLeaves: '最早出发', lastArrives: '最晚到达', goesTo: '去向',
  latestDeparture: '最迟安全出发', margin: '余量', minutes: '{n} 分钟', peakDepth: '最大水深', depthHere: '此处水深',   dry: '未淹', heatHere: '此处热辐射', peakHeat: '最大', noHeat: '无', noNews: '—', group: '村民小组', capacity: '容量', inside: '已入住', accessible: '无障碍', yes: '是', no: '否',
  road: '道路', unnamedRoad: '无名道路', length: '长度', state: '当前状态', open: '通行', bridge: '桥梁', tunnel: '隧道', ford: '过水路面',
  closures: '中断时段', always: '全程通行', from: '{a} 起', fromTo: '{a} 至 {b}',
  cell: '网格', coordinate: '坐标', arrivalHere: '洪水到达', fireHere: '火头到达', debrisHere: '滑坡到达', classHere: '危险等级', speedHere: '最大流速', maxHere: '最大水深',
  site: '重点场所', dayNight: '昼 / 夜', mission: '任务', noMission: '无任务',
  kind: '类别', vehicles: '车辆', scale: '规模', load: '正在读取', problems: '数据问题',
  problemFrame: '{file} 无法解码（{what}），该时段水深不显示', problemRun: '无法读取运行数据（{what}）。请确认整个文件夹完整，并从中打开 index.html。',
  problemPicture: '地形底图 {file} 无法读取', problemClosed: '{n} 户在道路中断时仍在该路段上，请核对计划', problemOld: '此浏览器过旧，无法解压数据；请使用 2023 年以后的 Chrome、Edge、Firefox 或 Safari',
  problemRaster: '{file} 无法解码（{what}），该图层不显示',
  helpSpace: '播放或暂停', helpArrows: '前后一帧', helpShift: '上一或下一事件', helpSpeed: '减速或加速', helpHome: '开头或结尾', helpLayer: '切换图层', helpLanguage: '中文或英文', helpMap: '拖动与滚轮：平移和缩放；点击：查看详情', helpEscape: '关闭卡片',
  helpTitle: '键盘操作', aims: '演练目标', keySpace: '空格', version: '版本 {v}', crs: '坐标系 {c}', who_walker: '步行者', who_walker_weak: '老弱步行者', who_car: '小车', who_high_truck: '高底盘车', who_boat: '船', who_bus: '客车', who_truck: '货车', who_other: '其他',
  causeDepth: '水深 {v} 米', causeForce: '水流作用 {v} 米²/秒', causeHeat: '热辐射 {v} 千瓦/米²', causeDebris: '滑坡堆积', causeSmoke: '烟雾，能见度 {v} 米', causeGiven: '给定的中断', causeIncident: '突发情况', causeOther: '{field} {v}',
  roadkind_trunk: '干线', roadkind_primary: '主要道路', roadkind_secondary: '次要道路', roadkind_tertiary: '县乡道', roadkind_unclassified: '村道', roadkind_residential: '居民区道路', roadkind_track: '机耕路', roadkind_path: '步道', roadkind_other: '道路',
  shelterkind_village_hall: '村部', shelterkind_school: '学校', shelterkind_stadium: '体育馆', shelterkind_open_ground: '空地', shelterkind_other: '其他',
  teamkind_rescue: '救援', teamkind_fire: '消防', teamkind_militia: '民兵', teamkind_medical: '医疗', teamkind_boat: '舟艇', teamkind_bus: '客车', teamkind_truck: '货车', teamkind_other: '其他',
  taskkind_goods: '物资', taskkind_fetch: '装载', taskkind_rescue: '救援', taskkind_bus: '接送', taskkind_guard: '值守', taskkind_other: '任务',
  sitekind_school: '学校', sitekind_nursing_home: '敬老院', sitekind_hospital: '医院', sitekind_market: '集市', sitekind_factory: '工厂', sitekind_other: '场所',
  scale_small_1: '小（1）型', scale_small_2: '小（2）型', scale_medium: '中型', scale_large_1: '大（1）型', scale_large_2: '大（2）型', scale_other: '水库',
  class_0: '无', class_1: 'H1 一般安全', class_2: 'H2 小型车危险', class_3: 'H3 车辆、儿童、老人危险', class_4: 'H4 所有人危险', class_5: 'H5 房屋可能受损', class_6: 'H6 房屋可能倒塌',
  gaugekind_rain: '雨量站', gaugekind_stage: '水位站', gaugekind_other: '监测站', hm: '{h} 小时 {m} 分', metresAbove: '{v} 米', km: '{v} 公里',   secret_public: '公开', secret_internal: '内部', secret_secret: '秘密', secret_other: '未定', classificationIs: '密级：{c}', tip: '提示',
  noTrip: '此村无人需要转移', noSafe: '{n} 人没有安全出路，交由救援', people_n: '{n} 人', class_n: 'H{n}', timesPerSecond: '×{n}', reason: '原因',
};

export type Key = keyof typeof zh;

const en: Record<Key, string> = {
  mark: 'EXERCISE', markOther: '演练', languageOther: '中文', help: 'Help', close: 'Close',
  play: 'Play', pause: 'Pause', stepBack: 'One frame back', stepOn: 'One frame on', slider: 'Time', speed: 'Speed',
  drillOpens: 'Drill opens', date: 'Date', full: 'Whole map', zoomIn: 'Zoom in', zoomOut: 'Zoom out',
  onTheWay: 'On the way', safe: 'In shelters', roadsClosed: 'Roads cut', roadsUnit: 'pieces', left: 'No way out',
  people: 'people', households: 'households',   layers: 'Layer', depthNow: 'Water depth now', forceNow: 'Force of water now', forceUnit: 'depth × speed, m²/s', heatNow: 'Heat of the fire now', smokeNow: 'Smoke now (sight)', sight_1000: 'below 1000 m', sight_500: 'below 500 m', sight_200: 'below 200 m', sight_100: 'below 100 m', sight_50: 'below 50 m', heatUnit: 'kW/m²', flameLength: 'Flame length', maxDepth: 'Maximum depth', arrival: 'Flood arrival', fireArrival: 'Fire arrival', debrisArrival: 'Debris arrival', hazardClass: 'Highest hazard class',
  maxSpeed: 'Maximum speed', none: 'Nothing',   metres: 'm', metresPerSecond: 'm/s', hours: 'h',   legend: 'Legend', openRoad: 'Open road', closedCar: 'Cut for vehicles', closedAll: 'Cut for everybody', slowed: 'Slowed',
  dotWalk: 'On foot (dot: household)', dotCar: 'By vehicle (household)', dotTeam: 'Teams and supply trucks', danger: 'Danger zone',
  villageCalm: 'Village', villagePrepare: 'Prepare to move', villageImmediate: 'Move now', villageOut: 'Everybody out',
  shelter: 'Shelter', shelterOver: 'over capacity', reservoir: 'Reservoir', gauge: 'Gauge', warehouse: 'Warehouse', team: 'Team',   shelters: 'Shelters', shelterNone: 'Nobody has reached a shelter yet', used: 'in / places', over: '{n} too many', full100: 'full', spare: '{n} free', opensIn: 'opens in {m} min',
  events: 'Events', allKinds: 'All', noEvents: 'No events',
  lane_alert: 'Alerts', lane_inject: 'Injects', lane_road: 'Roads', lane_people: 'People',
  kind_alert: 'Alert', kind_order: 'Order', kind_inject: 'Inject', kind_road: 'Road', kind_danger: 'Danger', kind_depart: 'Leaves',
  kind_arrive: 'Arrives', kind_task: 'Task', kind_shelter: 'Shelter', kind_drill: 'Drill', kind_expected: 'Expected', kind_hazard: 'Hazard', kind_call: 'Call', kind_decision: 'Decision', kind_release: 'Release', kind_other: 'Other',
  rainPerInterval: '{gauge}: {mm} mm in this interval', north: 'N',
  note: 'A model run on cells of {cell} m. Not for operations.', invented: 'invented',
  frameMeaning: 'Shown: the highest since the frame before',   village: 'Village', population: 'People', firstWater: 'First water', dangerAt: 'Dangerous from', prepareAt: 'Prepare', immediateAt: 'Move now',
  basis: 'Basis', basisRain: '{state}: {mm} mm in {n} min at {gauge}', moved: 'Evacuation', movedOf: '{a} of {b} in shelters, {c} on the way', firstLeaves: 'First leaves', lastArrives: 'Last arrives', goesTo: 'Goes to',
  latestDeparture: 'Latest safe departure', margin: 'Margin', minutes: '{n} min', peakDepth: 'Highest depth', depthHere: 'Depth here',   dry: 'dry', heatHere: 'Heat here', peakHeat: 'highest', noHeat: 'none', noNews: '—', group: 'Group', capacity: 'Places', inside: 'Inside', accessible: 'Step-free', yes: 'yes', no: 'no',
  road: 'Road', unnamedRoad: 'Unnamed road', length: 'Length', state: 'State now', open: 'open', bridge: 'bridge', tunnel: 'tunnel', ford: 'ford',
  closures: 'Cut', always: 'open throughout', from: 'from {a}', fromTo: '{a} to {b}',
  cell: 'Cell', coordinate: 'Coordinates', arrivalHere: 'Flood arrives', fireHere: 'Fire arrives', debrisHere: 'Debris arrives', classHere: 'Hazard class', speedHere: 'Maximum speed', maxHere: 'Maximum depth',
  site: 'Site', dayNight: 'Day / night', mission: 'Task', noMission: 'No task',
  kind: 'Kind', vehicles: 'Vehicles', scale: 'Size', load: 'Reading', problems: 'Problems with the data',
  problemFrame: '{file} cannot be decoded ({what}); depth is not shown for that time', problemRun: 'The run cannot be read ({what}). Keep the whole folder together and open index.html inside it.',
  problemPicture: 'The terrain picture {file} cannot be read', problemClosed: '{n} households are on a piece of road after it is cut: check the plan', problemOld: 'This browser is too old to unpack the data; use Chrome, Edge, Firefox or Safari from 2023 or later',
  problemRaster: '{file} cannot be decoded ({what}); the layer is not shown',
  helpSpace: 'play or pause', helpArrows: 'one frame back or on', helpShift: 'event before or after', helpSpeed: 'slower or faster', helpHome: 'start or end', helpLayer: 'choose the layer', helpLanguage: 'Chinese or English', helpMap: 'Drag and wheel: move and zoom. Click: details.', helpEscape: 'close the card',
  helpTitle: 'Keyboard', aims: 'Aims of the drill', keySpace: 'Space', version: 'version {v}', crs: 'CRS {c}', who_walker: 'walkers', who_walker_weak: 'weak walkers', who_car: 'cars', who_high_truck: 'high trucks', who_boat: 'boats', who_bus: 'buses', who_truck: 'trucks', who_other: 'others',
  causeDepth: 'water {v} m deep', causeForce: 'force of water {v} m²/s', causeHeat: 'heat {v} kW/m²', causeDebris: 'debris', causeSmoke: 'smoke, sight {v} m', causeGiven: 'given closing', causeIncident: 'incident', causeOther: '{field} {v}',
  roadkind_trunk: 'trunk', roadkind_primary: 'primary', roadkind_secondary: 'secondary', roadkind_tertiary: 'tertiary', roadkind_unclassified: 'village road', roadkind_residential: 'residential', roadkind_track: 'track', roadkind_path: 'path', roadkind_other: 'road',
  shelterkind_village_hall: 'village hall', shelterkind_school: 'school', shelterkind_stadium: 'stadium', shelterkind_open_ground: 'open ground', shelterkind_other: 'other',
  teamkind_rescue: 'rescue', teamkind_fire: 'fire service', teamkind_militia: 'militia', teamkind_medical: 'medical', teamkind_boat: 'boats', teamkind_bus: 'buses', teamkind_truck: 'trucks', teamkind_other: 'other',
  taskkind_goods: 'goods', taskkind_fetch: 'to the warehouse', taskkind_rescue: 'rescue', taskkind_bus: 'bus', taskkind_guard: 'guard', taskkind_other: 'task',
  sitekind_school: 'school', sitekind_nursing_home: 'nursing home', sitekind_hospital: 'hospital', sitekind_market: 'market', sitekind_factory: 'factory', sitekind_other: 'site',
  scale_small_1: 'small (1)', scale_small_2: 'small (2)', scale_medium: 'medium', scale_large_1: 'large (1)', scale_large_2: 'large (2)', scale_other: 'reservoir',
  class_0: 'none', class_1: 'H1 generally safe', class_2: 'H2 unsafe for small vehicles', class_3: 'H3 unsafe for vehicles, children, the old', class_4: 'H4 unsafe for everybody', class_5: 'H5 buildings may be damaged', class_6: 'H6 buildings may fail',
  gaugekind_rain: 'rain gauge', gaugekind_stage: 'stage gauge', gaugekind_other: 'gauge', hm: '{h} h {m} min', metresAbove: '{v} m', km: '{v} km',   secret_public: 'public', secret_internal: 'internal', secret_secret: 'secret', secret_other: 'not stated', classificationIs: 'classification: {c}', tip: 'Hint',
  noTrip: 'Nobody here has to move', noSafe: '{n} people have no safe way out: handed to rescue', people_n: '{n}', class_n: 'H{n}', timesPerSecond: '×{n}', reason: 'Reason',
};

export const dictionaries: Record<Language, Record<Key, string>> = { zh, en };

let current: Language = 'zh';
const listeners: (() => void)[] = [];

export const language = (): Language => current;

export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}

export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

export function t(key: Key, values: Record<string, string | number> = {}): string {
  return dictionaries[current][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole);
}

/** A word of a closed list in the run ("primary"), or the list's "other" when the run has one we do not know. */
export function word(list: string, value: string): string {
  const key = `${list}_${value}` as Key;
  return key in dictionaries[current] ? t(key) : t(`${list}_other` as Key);
}

/** A name from the run in the chosen language; the other one where it is empty. */
export const say = (words: Words): string => (current === 'zh' ? words.zh || words.en : words.en || words.zh);
