// What an editor must know so that a student's programs complete and show no red lines: where the types of the packages lie
// that TypeScript may import, and which jars Java programs have. The paths are this machine's, so the files are made by `init`
// and not copied from starter/; they say nothing about the work, and a grade does not look at them.
import path from 'node:path'
import { xmlAttribute } from '#harness/host/xml-attribute.ts'

export interface EditorPlaces {
  /** The project's root: its node_modules holds the types. */
  project: string
  /** The student's folder. */
  folder: string
  /** Folder of the jars on the class path of Java programs; it may not be filled yet. */
  jars: string
  /** Exercise folders, such as `03-word-count`: each is a source root of its own. */
  exercises: readonly string[]
}

/** A file that begins with this (or has it in its second line) is ours to write anew. */
export const MARK = 'Made by `day2 init`, and made anew by the next one as long as this line stands.'

/** Packages that a program may import without bringing them. */
const IMPORTABLE = ['kafkajs', 'undici', 'avsc', 'zx']

/** Path, with `/` between its parts, -> content. */
export function editorFiles(places: EditorPlaces): ReadonlyMap<string, string> {
  return new Map([
    ['tsconfig.json', `// ${MARK}\n${json(tsconfig(places))}`],
    ['.vscode/settings.json', `// ${MARK}\n${json(vscodeSettings(places))}`],
    ['.vscode/extensions.json', `// ${MARK}\n${json({ recommendations: ['redhat.java'] })}`],
    ['.idea/modules.xml', modules],
    ['.idea/day2.iml', module(places)],
  ])
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

/** As Node runs the programs: types stripped, every file a module, other files imported with their extension. */
function tsconfig({ project, folder }: EditorPlaces): unknown {
  const packages = from(folder, path.join(project, 'node_modules'))
  return {
    compilerOptions: {
      target: 'es2024',
      lib: ['es2024', 'esnext.disposable'],
      module: 'preserve',
      moduleResolution: 'bundler',
      moduleDetection: 'force',
      types: ['node'],
      typeRoots: [`${packages}/@types`],
      // A node_modules of your own comes first, as it does when the programs run.
      paths: Object.fromEntries(
        IMPORTABLE.map(name => [name, [`./node_modules/${name}`, `${packages}/${name}`]]),
      ),
      strict: true,
      noEmit: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
    },
    exclude: ['**/node_modules'],
  }
}

function vscodeSettings({ jars, exercises }: EditorPlaces): unknown {
  return {
    'java.project.sourcePaths': exercises,
    'java.project.referencedLibraries': { include: [`${slashes(jars)}/*.jar`] },
    // Otherwise compiled classes would lie beside the programs.
    'java.project.outputPath': '.vscode/classes',
  }
}

const modules = `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${MARK} -->
<project version="4">
  <component name="ProjectModuleManager">
    <modules>
      <module fileurl="file://$PROJECT_DIR$/.idea/day2.iml" filepath="$PROJECT_DIR$/.idea/day2.iml" />
    </modules>
  </component>
</project>
`

function module({ jars, exercises }: EditorPlaces): string {
  const sources = exercises.map(
    id => `      <sourceFolder url="file://$MODULE_DIR$/../${id}" isTestSource="false" />`,
  )
  const url = xmlAttribute(`file://${slashes(jars)}`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- ${MARK} -->
<module type="JAVA_MODULE" version="4">
  <component name="NewModuleRootManager" inherit-compiler-output="true">
    <content url="file://$MODULE_DIR$/..">
${sources.join('\n')}
    </content>
    <orderEntry type="inheritedJdk" />
    <orderEntry type="sourceFolder" forTests="false" />
    <orderEntry type="module-library">
      <library name="class path of Java programs">
        <CLASSES>
          <root url="${url}" />
        </CLASSES>
        <JAVADOC />
        <SOURCES />
        <jarDirectory url="${url}" recursive="false" />
      </library>
    </orderEntry>
  </component>
</module>
`
}

const slashes = (file: string): string => file.replaceAll(path.sep, '/')

/** Relative, so that the project's folder can be moved with the student's inside; absolute on another drive. */
function from(folder: string, to: string): string {
  const relative = path.relative(folder, to)
  if (path.isAbsolute(relative)) return slashes(relative)
  return relative.startsWith('..') ? slashes(relative) : `./${slashes(relative)}`
}
