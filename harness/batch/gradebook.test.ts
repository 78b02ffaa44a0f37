import { expect, test } from 'vitest'
import { renderCanvas, renderGradebook, renderMoodle } from './gradebook.ts'
import { exampleClass } from './testing/example-class.ts'

const lines = (text: string) => text.split('\r\n')

test('one row a submission; a mark that is not known is none, and no formula comes from outside', () => {
  expect(lines(renderGradebook(exampleClass))).toMatchInlineSnapshot(`
    [
      "name,id,email,folder,01-one,02-two,total,max,verdict,minutes,late,remarks",
      "Ada Lovelace,1234567,ada@example.org,Ada-Lovelace,10,10,20,20,passed,2.0,,",
      "'=cmd|bob,124,,bob,4,0,4,20,failed,1.0,2 days,not on the roster",
      "cy,7,,cy,,0,,20,undetermined,1.0,,",
      "dee,,,dee,4,,,20,incomplete,1.0,,",
      "eve,,,eve,,,,20,refused,0.0,,eve.zip cannot be opened",
      "fay,,,fay,4,0,4,20,failed,1.0,,the same work as bob",
      "Gus Late,9,,,,,,,nothing handed in,,,",
      "",
    ]
  `)
})

test("Moodle's worksheet has only what Moodle knows", () => {
  expect(lines(renderMoodle(exampleClass))).toMatchInlineSnapshot(`
    [
      "Identifier,Full name,Email address,Grade,Maximum grade,Grade can be changed,Feedback comments",
      "Participant 1234567,Ada Lovelace,ada@example.org,20,20,Yes,01-one: 10/10
    02-two: 10/10",
      "Participant 7,cy,,,20,Yes,01-one: 0/10
    02-two: 0/10",
      "",
    ]
  `)
})

test("Canvas' gradebook has only what Canvas knows", () => {
  expect(lines(renderCanvas(exampleClass))).toMatchInlineSnapshot(`
    [
      "Student,ID,SIS User ID,SIS Login ID,Section,Kafka day 2",
      "Points Possible,,,,,20",
      "'=cmd|bob,124,,,,4",
      "",
    ]
  `)
})
