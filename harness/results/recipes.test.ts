// What is to be copied says nothing that is not so: files that a grade writes, options that commands have, and what the readers of these files ask.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import { RENDERED_FILES, RESULT_FILE } from '#harness/results/report-files.ts'

const RECIPES = path.join(PROJECT, 'docs/recipes')
const files = readdirSync(RECIPES, { recursive: true, encoding: 'utf8' }).filter(name =>
  /\.\w+$|run_autograder$/.test(name),
)
const read = (name: string): string => readFileSync(path.join(RECIPES, name), 'utf8')

test.each(files)('%s names only reports that there are, and links that lead somewhere', name => {
  const text = read(name)
  for (const [, file = ''] of text.matchAll(/reports\/([\w.-]+\.(?:json|xml|html|md))/g))
    expect([RESULT_FILE, ...RENDERED_FILES]).toContain(file)
  if (!name.endsWith('.md')) return
  for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
    accessSync(path.join(RECIPES, path.dirname(name), link))
})

test('options that recipes use are options of the commands', () => {
  const used = new Map<string, Set<string>>()
  for (const name of files)
    for (const [, command = '', rest = ''] of read(name).matchAll(
      /\bday2 (grade|batch|worker|merge|init)\b([^\n`|]*)/g,
    ))
      for (const [option] of rest.matchAll(/--[a-z][a-z-]+/g))
        used.set(command, (used.get(command) ?? new Set()).add(option))
  expect([...used.keys()].sort()).toEqual(expect.arrayContaining(['batch', 'grade', 'worker']))
  for (const [command, options] of used) {
    const launcher = path.join(PROJECT, 'harness/bin/day2.js')
    const { stdout } = spawnSync(process.execPath, [launcher, command, '--help'], { encoding: 'utf8' })
    for (const option of options) expect(stdout, `day2 ${command}`).toContain(option)
  }
})

test.each(files.filter(name => /\.sh$|run_autograder$/.test(name)))(
  '%s is a script that can be run',
  name => {
    accessSync(path.join(RECIPES, name), constants.X_OK)
    expect(read(name)).toMatch(/^#!\/usr\/bin\/env bash\n/)
    expect(spawnSync('bash', ['-n', path.join(RECIPES, name)], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    })
  },
)

/** docs.github.com, "Workflow syntax": what is used of it. */
const Step = z.union([
  z.strictObject({
    uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
    name: z.string().optional(),
    if: z.string().optional(),
    env: z.record(z.string(), z.string()).optional(),
    with: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
  z.strictObject({
    run: z.string().min(1),
    name: z.string().optional(),
    id: z
      .string()
      .regex(/^[A-Za-z_][\w-]*$/)
      .optional(),
    if: z.string().optional(),
  }),
])
const Workflow = z.strictObject({
  name: z.string(),
  on: z.array(z.enum(['push', 'pull_request', 'workflow_dispatch', 'repository_dispatch'])),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'none'])),
  jobs: z.record(
    z.string().regex(/^[A-Za-z_][\w-]*$/),
    z.strictObject({
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      if: z.string().optional(),
      steps: z.array(Step).min(1),
    }),
  ),
})
test.each(['github-actions.yml', 'github-classroom.yml'])('%s is a workflow', name => {
  const { jobs } = Workflow.parse(parse(read(name)))
  // What one step hands on, another one takes: the reporter looks for RUNNER_RESULTS by the names in `runners`.
  for (const { steps } of Object.values(jobs)) {
    const ids = steps.flatMap(step => ('id' in step && step.id ? [step.id] : []))
    for (const step of steps) {
      if (!('uses' in step) || !step.uses.includes('autograding-grading-reporter')) continue
      for (const runner of String(step.with?.runners).split(','))
        expect(step.env?.[`${runner.toUpperCase()}_RESULTS`]).toBe(`\${{ steps.${runner}.outputs.result }}`)
      expect(ids).toContain('kafka')
    }
  }
})

/** docs.gitlab.com, "CI/CD YAML syntax": what is used of it. */
const Pipeline = z.record(
  z.string(),
  z.strictObject({
    image: z.string(),
    timeout: z.string(),
    variables: z.record(z.string(), z.string()),
    cache: z.strictObject({ key: z.string(), paths: z.array(z.string()) }),
    before_script: z.array(z.string()),
    script: z.array(z.string()).min(1),
    artifacts: z.strictObject({
      when: z.enum(['on_success', 'on_failure', 'always']),
      expose_as: z.string().regex(/^[\w -]{1,100}$/),
      paths: z.array(z.string()),
      reports: z.strictObject({ junit: z.string(), codequality: z.string() }),
    }),
  }),
)
test('gitlab-ci.yml is a pipeline', () => {
  Pipeline.parse(parse(read('gitlab-ci.yml')))
})

/** containers.dev, devContainer.base.schema.json: members of a container that is made of an image. */
const command = z.union([
  z.string(),
  z.array(z.string()),
  z.record(z.string(), z.union([z.string(), z.array(z.string())])),
])
const size = z.string().regex(/^\d+([tgmk]b)?$/)
const DevContainer = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().optional(),
  image: z.string().regex(/^[\w.-]+(\/[\w.-]+)+:[\w.-]+$/),
  features: z
    .record(
      z.string().regex(/^[\w.-]+(\/[\w.-]+)+:\d+(\.\d+)*$/),
      z.record(z.string(), z.union([z.string(), z.boolean()])),
    )
    .optional(),
  runArgs: z.array(z.string()).optional(),
  forwardPorts: z
    .array(z.union([z.number().int().min(0).max(65535), z.string().regex(/^([a-z0-9-]+):(\d{1,5})$/)]))
    .optional(),
  remoteUser: z.string().optional(),
  containerEnv: z.record(z.string(), z.string()).optional(),
  remoteEnv: z.record(z.string(), z.string().nullable()).optional(),
  hostRequirements: z.strictObject({ cpus: z.number().int().min(1), memory: size, storage: size }).optional(),
  onCreateCommand: command.optional(),
  updateContentCommand: command.optional(),
  postCreateCommand: command.optional(),
  postStartCommand: command.optional(),
  customizations: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
})
test('the devcontainer has what the project needs, by the rules of its schema', () => {
  const text = readFileSync(path.join(PROJECT, '.devcontainer/devcontainer.json'), 'utf8')
  const { features = {} } = DevContainer.parse(JSON.parse(text))
  const of = (name: string) =>
    Object.entries(features).find(([feature]) => feature.includes(`/${name}:`))?.[1]
  expect(of('java')).toMatchObject({ version: '25', installMaven: true })
  expect(of('node')).toMatchObject({ version: '24' })
})
