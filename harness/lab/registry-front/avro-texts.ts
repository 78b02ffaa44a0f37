// Avro schemas in spellings that have another, canonical one.
export const AVRO_TEXTS = [
  '"string"',
  '{"type":"int"}',
  '{"type":"long","logicalType":"timestamp-millis"}',
  '{"logicalType":"decimal","type":"bytes","scale":2,"precision":9}',
  '["null",{"type":"string"},{"type":"array","items":{"type":"int"}}]',
  '{"type":"map","values":{"type":"string"},"note":{"b":1,"a":[1.5,true,null]}}',
  '{"type":"array","items":"string","java-class":"java.util.List"}',
  '{"type":"enum","symbols":["A","B"],"name":"E","default":"A","doc":"which","namespace":"n"}',
  '{"type":"fixed","size":16,"name":"n.Md5","aliases":["Old","n.Older","m.Oldest"]}',
  '{"fields":[],"name":"a.b.R","type":"record"}',
  '{"type":"record","name":"R","namespace":"","fields":[]}',
  '{"type":"error","name":"Oops","fields":[{"name":"why","type":"string"}]}',
  '{"type":"record","name":"R","doc":"d","x":1,"aliases":["Q"],"fields":[{"default":0,"order":"descending","aliases":["j"],"doc":"f","type":"int","name":"i","unit":"m"},{"name":"k","type":"int","order":"ascending"}]}',
  '{"type":"record","name":"List","namespace":"n","fields":[{"name":"next","type":["null","List"],"default":null},{"name":"other","type":["null","n.List"]}]}',
  '{"type":"record","name":"Out","namespace":"n","fields":[{"name":"in","type":{"type":"record","name":"In","fields":[{"name":"e","type":{"type":"enum","name":"m.E","symbols":["A"]}},{"name":"f","type":"m.E"}]}},{"name":"again","type":"In"}]}',
  '{"type":"record","name":"R","fields":[{"name":"big","type":"long","default":9223372036854775807},{"name":"d","type":"double","default":1.5},{"name":"s","type":"string","default":"ü\\n\\"\\u0001"}]}',
]
