package dev.vitcc.templates;

import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stringtemplate.v4.AutoIndentWriter;
import org.stringtemplate.v4.ST;
import org.stringtemplate.v4.STErrorListener;
import org.stringtemplate.v4.STGroup;
import org.stringtemplate.v4.STGroupFile;
import org.stringtemplate.v4.compiler.CompiledST;
import org.stringtemplate.v4.misc.STMessage;

/// A group of templates that either renders all that was asked for, or throws.
///
/// StringTemplate by itself is lenient: what is missing, misspelt or unset renders as nothing. In
/// hardware text that is a wire less, so here each of these is a [TemplateException] that says
/// which template and which name. A template has one formal argument, its view; the view's record
/// components are its properties:
///
/// ```
/// delimiters "«", "»"
/// Fifo(v) ::= <<
/// module «v.name» #(parameter int Depth = «v.depth») ...
/// >>
/// ```
public final class Templates {
  private static final String OURS = "internal error: " + TemplateException.class.getName() + ": ";

  private final String resource;
  private final STGroup group;
  private final List<String> complaints = new ArrayList<>();

  private Templates(String resource, URL url, ViewProperties properties) {
    this.resource = resource;
    this.group = new STGroupFile(url, StandardCharsets.UTF_8.name(), '«', '»');
    group.setListener(new Collector());
    group.registerModelAdaptor(Object.class, new ViewProperties.OfAnythingElse());
    group.registerModelAdaptor(Record.class, properties);
    group.registerRenderer(Object.class, new ViewValues());
    group.load();
    throwComplaints("load");
  }

  /// The group in a resource of this module, such as `rtl/engine.stg`.
  ///
  /// @throws TemplateException if there is no such resource, or it isn't a legal group
  public static Templates load(String resource) {
    return load(resource, ViewProperties.ofText());
  }

  /// The same for a group that renders HTML or SVG: text of views is escaped, wherever it stands,
  /// and only [Markup] is printed as it is.
  ///
  /// @throws TemplateException if there is no such resource, or it isn't a legal group
  public static Templates ofMarkup(String resource) {
    return load(resource, ViewProperties.ofMarkup());
  }

  private static Templates load(String resource, ViewProperties properties) {
    URL url = Templates.class.getResource("/" + resource);
    if (url == null) {
      throw new TemplateException("no template group " + resource);
    }
    return new Templates(resource, url, properties);
  }

  /// The names of all templates of the group.
  public SortedSet<String> names() {
    return group.getTemplateNames().stream()
        .map(name -> name.substring(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The text of a template for a view, with `\n` at the ends of its lines.
  ///
  /// @throws TemplateException if there is no such template, it doesn't take exactly one argument,
  ///   or anything it (or a template it includes) refers to doesn't exist or isn't text or an
  ///   integer where it is printed
  public synchronized String render(String template, Record view) {
    ST instance = group.getInstanceOf(template);
    if (instance == null) {
      throw new TemplateException(
          resource + ": no template " + template + "; there are " + names());
    }
    instance.add(soleArgument(instance, template), view);
    var text = new StringWriter();
    instance.write(new AutoIndentWriter(text, "\n"), Locale.ROOT);
    throwComplaints("render " + template);
    return text.toString();
  }

  /// All names and texts that stand in a template and those it includes: what a view record offers
  /// and isn't among them, no template uses.
  public SortedSet<String> mentions(String template) {
    var found = new TreeSet<String>();
    collectMentions(group.lookupTemplate("/" + template), found);
    return found;
  }

  private void collectMentions(@Nullable CompiledST compiled, SortedSet<String> found) {
    if (compiled == null) {
      return;
    }
    for (String mention : compiled.strings) {
      if (found.add(mention) && names().contains(mention)) {
        collectMentions(group.lookupTemplate("/" + mention), found);
      }
    }
    if (compiled.implicitlyDefinedTemplates != null) {
      compiled.implicitlyDefinedTemplates.forEach(inner -> collectMentions(inner, found));
    }
  }

  private String soleArgument(ST instance, String template) {
    var formals = instance.impl.formalArguments;
    if (formals == null || formals.size() != 1) {
      throw new TemplateException(
          "%s: %s takes %s, and should take one view"
              .formatted(resource, template, formals == null ? "nothing" : formals.keySet()));
    }
    return formals.keySet().iterator().next();
  }

  private void throwComplaints(String action) {
    if (!complaints.isEmpty()) {
      String all = String.join("\n  ", complaints);
      complaints.clear();
      throw new TemplateException("%s: %s failed:\n  %s".formatted(resource, action, all));
    }
  }

  /// Collects rather than throws, because the interpreter catches what is thrown inside of it.
  private final class Collector implements STErrorListener {
    @Override
    public void compileTimeError(STMessage message) {
      add(message);
    }

    @Override
    public void runTimeError(STMessage message) {
      add(message);
    }

    @Override
    public void IOError(STMessage message) {
      add(message);
    }

    @Override
    public void internalError(STMessage message) {
      add(message);
    }

    /// What [ViewProperties] and [ViewValues] throw arrives as an internal error with a stack
    /// trace, of which only the first line tells something.
    private void add(STMessage message) {
      String text = message.toString();
      complaints.add(
          text.contains(OURS) ? text.lines().findFirst().orElseThrow().replace(OURS, "") : text);
    }
  }
}
