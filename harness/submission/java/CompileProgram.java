import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles one program of a submission, as the JDK's source launcher would, but alike on every JDK from 21 on: whatever its
 * package and its public class are called, with what it uses of the other .java files around it, wherever they lie.
 *
 * <p>Arguments: the file, its exercise's folder, the folder to write to. There: its classes, and once all is well
 * {@code class-path} and {@code main} (the first class of the file), a line each. Exit code 1 and javac's errors otherwise.
 */
public class CompileProgram {
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Path folder = Path.of(args[1]);
    Path out = Path.of(args[2]);
    String jars = System.getProperty("java.class.path");
    // Of its own, since two that start at once do not wait for one another.
    Path classes = Files.createTempDirectory(out, "classes-");

    var compiler = ToolProvider.getSystemJavaCompiler();
    var errors = new ArrayList<String>();
    var standard = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    standard.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
    standard.setLocationFromPaths(StandardLocation.CLASS_PATH, paths(jars));
    var main = new SourceFile(file, folder);
    var files = new Sources(standard, SourceFile.around(file, folder));
    var options = List.of("-proc:none", "-nowarn", "-Xlint:none", "-Xprefer:source", "-implicit:class");
    var task = (JavacTask) compiler.getTask(null, files, diagnostic -> {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) errors.add(diagnostic.toString());
    }, options, null, List.of(main));
    var first = new FirstClass();
    task.addTaskListener(first);
    boolean compiled = task.call();
    if (compiled && first.name == null) errors.add(main.getName() + ": error: no class is declared in it, so there is nothing to start");
    if (!compiled || !errors.isEmpty()) {
      errors.forEach(System.err::println);
      System.err.println(errors.size() == 1 ? "1 error" : errors.size() + " errors");
      System.exit(1);
    }
    // A start-up archive fits a class path that begins as it was trained, so the program's own classes come last where that
    // changes nothing.
    String classPath = files.clash()
        ? classes + File.pathSeparator + jars
        : jars + File.pathSeparator + classes;
    writeLine(out.resolve("class-path"), classPath);
    writeLine(out.resolve("main"), first.name);
  }

  private static void writeLine(Path file, String line) throws IOException {
    Path partial = Files.createTempFile(file.getParent(), "partial-", "");
    Files.writeString(partial, line + "\n");
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<Path> paths(String classPath) {
    return Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(classPath).map(Path::of).toList();
  }

  /** The first class of the first file, and its package. */
  private static final class FirstClass implements TaskListener {
    String name;
    private boolean seen;

    @Override
    public void finished(TaskEvent event) {
      if (seen || event.getKind() != TaskEvent.Kind.PARSE) return;
      seen = true;
      CompilationUnitTree unit = event.getCompilationUnit();
      String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
      for (Tree declared : unit.getTypeDecls()) {
        if (declared instanceof ClassTree type) {
          name = prefix + type.getSimpleName();
          return;
        }
      }
    }
  }

  /** A .java file that may hold a public class of any name, and is called in messages as its student calls it. */
  private static final class SourceFile extends SimpleJavaFileObject {
    private static final int MOST = 5_000;
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("(?m)^[ \\t\\f]*package\\s+([^;\\s]+(?:\\s*\\.\\s*[^;\\s]+)*)\\s*;");
    final Path path;
    private final String shown;

    SourceFile(Path path, Path folder) {
      super(path.toUri(), Kind.SOURCE);
      this.path = path;
      this.shown = folder.relativize(path).toString();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    @Override
    public String getName() {
      return shown;
    }

    @Override
    public long getLastModified() {
      return path.toFile().lastModified();
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return kind == Kind.SOURCE;
    }

    /** `com.example.Helper`, by the package that it says it is in. */
    private String binaryName() throws IOException {
      var matcher = PACKAGE.matcher(COMMENT.matcher(getCharContent(true)).replaceAll(" "));
      String stem = path.getFileName().toString().replaceFirst("\\.java$", "");
      return matcher.find() ? matcher.group(1).replaceAll("\\s", "") + "." + stem : stem;
    }

    /** The other files of the exercise, then those beside it (`../common`), by their classes' names; nearer ones win. */
    static Map<String, SourceFile> around(Path file, Path folder) throws IOException {
      var found = new ArrayList<Path>();
      var nearFirst = Comparator.<Path>comparingInt(path -> path.startsWith(folder) ? 0 : 1)
          .thenComparingInt(Path::getNameCount)
          .thenComparing(Comparator.naturalOrder());
      Files.walkFileTree(folder.getParent(), new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
          String name = path.getFileName().toString();
          return name.equals("node_modules") || name.startsWith(".") && !path.equals(folder.getParent())
              ? FileVisitResult.SKIP_SUBTREE
              : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
          String name = path.getFileName().toString();
          boolean counts = attributes.isRegularFile() && name.endsWith(".java") && !name.endsWith("-info.java");
          if (counts && !path.equals(file)) found.add(path);
          return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException why) {
          return FileVisitResult.CONTINUE;
        }
      });
      found.sort(nearFirst);
      var files = new LinkedHashMap<String, SourceFile>();
      for (Path path : found) {
        var source = new SourceFile(path, folder);
        files.putIfAbsent(source.binaryName(), source);
      }
      return files;
    }
  }

  /** The JDK's own files, and a source path that goes by what files say instead of where they lie. */
  private static final class Sources extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, SourceFile> sources;
    private final Set<String> written = new TreeSet<>();

    Sources(StandardJavaFileManager standard, Map<String, SourceFile> sources) {
      super(standard);
      this.sources = sources;
    }

    @Override
    public boolean hasLocation(Location location) {
      return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String inPackage, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      if (location != StandardLocation.SOURCE_PATH) return super.list(location, inPackage, kinds, recurse);
      var found = new ArrayList<JavaFileObject>();
      if (!kinds.contains(JavaFileObject.Kind.SOURCE)) return found;
      sources.forEach((name, source) -> {
        int dot = name.lastIndexOf('.');
        String its = dot < 0 ? "" : name.substring(0, dot);
        if (its.equals(inPackage) || recurse && (inPackage.isEmpty() || its.startsWith(inPackage + "."))) found.add(source);
      });
      return found;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      if (!(file instanceof SourceFile)) return super.inferBinaryName(location, file);
      for (var each : sources.entrySet()) if (each.getValue() == file) return each.getKey();
      return null;
    }

    @Override
    public JavaFileObject getJavaFileForInput(Location location, String name, JavaFileObject.Kind kind) throws IOException {
      if (location != StandardLocation.SOURCE_PATH) return super.getJavaFileForInput(location, name, kind);
      return kind == JavaFileObject.Kind.SOURCE ? sources.get(name) : null;
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
      return a instanceof SourceFile || b instanceof SourceFile ? a == b : super.isSameFile(a, b);
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
      return file instanceof SourceFile ? location == StandardLocation.SOURCE_PATH : super.contains(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling)
        throws IOException {
      written.add(name);
      return super.getJavaFileForOutput(location, name, kind, null);
    }

    /** Is one of the compiled classes on the class path, too? */
    boolean clash() throws IOException {
      for (String name : written) {
        if (super.getJavaFileForInput(StandardLocation.CLASS_PATH, name, JavaFileObject.Kind.CLASS) != null) return true;
      }
      return false;
    }
  }
}
