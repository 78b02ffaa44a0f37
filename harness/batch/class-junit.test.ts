import { expect, test } from 'vitest'
import { renderClassJunit } from './class-junit.ts'
import { exampleClass } from './testing/example-class.ts'

test('a suite a submission, valid whatever was printed', () => {
  expect(renderClassJunit(exampleClass)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="day2 class" tests="11" failures="4" errors="2" skipped="3">
      <testsuite name="Ada Lovelace" time="122" tests="2" failures="0" errors="0" skipped="0">
        <properties>
          <property name="folder" value="Ada-Lovelace"/>
          <property name="verdict" value="passed"/>
          <property name="points" value="20"/>
          <property name="maxPoints" value="20"/>
        </properties>
        <testcase classname="day2.Ada-Lovelace" name="01-one" time="61">
          <properties>
            <property name="points" value="10"/>
            <property name="maxPoints" value="10"/>
          </properties>
        </testcase>
        <testcase classname="day2.Ada-Lovelace" name="02-two" time="61">
          <properties>
            <property name="points" value="10"/>
            <property name="maxPoints" value="10"/>
          </properties>
        </testcase>
      </testsuite>
      <testsuite name="=cmd|bob" time="61" tests="2" failures="1" errors="0" skipped="1">
        <properties>
          <property name="folder" value="bob"/>
          <property name="verdict" value="failed"/>
          <property name="points" value="4"/>
          <property name="maxPoints" value="20"/>
        </properties>
        <testcase classname="day2.bob" name="01-one" time="61">
          <properties>
            <property name="points" value="4"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <failure message="4 of 10 points&#xA;b: 3 of 40 words &lt;are> &quot;wrong&quot;" type="failed"/>
        </testcase>
        <testcase classname="day2.bob" name="02-two" time="0">
          <properties>
            <property name="points" value="0"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <skipped/>
        </testcase>
      </testsuite>
      <testsuite name="cy" time="61" tests="2" failures="0" errors="1" skipped="1">
        <properties>
          <property name="folder" value="cy"/>
          <property name="verdict" value="undetermined"/>
          <property name="points" value="0"/>
          <property name="maxPoints" value="20"/>
        </properties>
        <testcase classname="day2.cy" name="01-one" time="61">
          <properties>
            <property name="points" value="0"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <error message="0 of 10 points&#xA;a: the lab broke" type="undetermined"/>
        </testcase>
        <testcase classname="day2.cy" name="02-two" time="0">
          <properties>
            <property name="points" value="0"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <skipped/>
        </testcase>
      </testsuite>
      <testsuite name="dee" time="61" tests="2" failures="1" errors="1" skipped="0">
        <properties>
          <property name="folder" value="dee"/>
          <property name="verdict" value="incomplete"/>
          <property name="points" value="4"/>
          <property name="maxPoints" value="20"/>
        </properties>
        <testcase classname="day2.dee" name="01-one" time="61">
          <properties>
            <property name="points" value="4"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <failure message="4 of 10 points&#xA;b: 3 of 40 words &lt;are> &quot;wrong&quot;" type="failed"/>
        </testcase>
        <testcase classname="day2.dee" name="the rest" time="0">
          <error message="not all of it has been graded yet" type="incomplete"/>
        </testcase>
      </testsuite>
      <testsuite name="eve" time="0" tests="1" failures="1" errors="0" skipped="0">
        <properties>
          <property name="folder" value="eve"/>
          <property name="verdict" value="refused"/>
          <property name="points" value="0"/>
          <property name="maxPoints" value="20"/>
        </properties>
        <testcase classname="day2.eve" name="submission" time="0">
          <failure message="eve.zip cannot be opened" type="refused"/>
        </testcase>
      </testsuite>
      <testsuite name="fay" time="61" tests="2" failures="1" errors="0" skipped="1">
        <properties>
          <property name="folder" value="fay"/>
          <property name="verdict" value="failed"/>
          <property name="points" value="4"/>
          <property name="maxPoints" value="20"/>
        </properties>
        <testcase classname="day2.fay" name="01-one" time="61">
          <properties>
            <property name="points" value="4"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <failure message="4 of 10 points&#xA;b: 3 of 40 words &lt;are> &quot;wrong&quot;" type="failed"/>
        </testcase>
        <testcase classname="day2.fay" name="02-two" time="0">
          <properties>
            <property name="points" value="0"/>
            <property name="maxPoints" value="10"/>
          </properties>
          <skipped/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `)
})
