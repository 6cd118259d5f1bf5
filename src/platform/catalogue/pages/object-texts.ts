/** Texts of object classes: their picture, list and pages. */
export const objectTexts = {
  objectClass: { zh: '对象类', en: 'Object class' },
  objectClassList: { zh: '对象类', en: 'Object classes' },
  partOf: { zh: '上级对象类', en: 'Within' },
  below: { zh: '下级对象类', en: 'Classes within it' },
  noneBelow: { zh: '没有下级对象类。', en: 'None.' },
  elementsOf: { zh: '数据元', en: 'Elements' },
  elementCount: { zh: '数据元数', en: 'Elements' },
  withinCount: { zh: '含下级 {count} 个', en: '{count} with the classes within' },
  usedByResources: { zh: '使用它的信息类', en: 'Resources that use it' },
  undeclaredObjects: { zh: '尚未声明的对象类词', en: 'Named by elements, and not declared' },
  aboutClass: { zh: '定义、下级与使用', en: 'Definition, classes within, use' },
  searchObjectClasses: { zh: '名称、同义名、定义、拼音首字母', en: 'title, synonym, definition' },
} as const;
