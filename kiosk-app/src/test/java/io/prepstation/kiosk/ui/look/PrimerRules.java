package io.prepstation.kiosk.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.css.CssParser;
import javafx.css.Selector;
import javafx.scene.Node;
import javafx.scene.Parent;

/// The rules of AtlantaFX's Primer: those for the controls that the screens have, and all others, of which none may apply
/// to anything that is shown.
public final class PrimerRules {

    /// Style classes of buttons, labels, fields and the menu that opens over a field, and what our own share with the library.
    /// A rule is kept if it names no other.
    private static final Set<String> USED =
            Set.of(
                    "root",
                    "button",
                    "label",
                    "text",
                    "text-input",
                    "context-menu",
                    "menu",
                    "menu-item",
                    "menu-up-arrow",
                    "menu-down-arrow",
                    "scroll-arrow",
                    "right-container",
                    "arrow",
                    "accelerator-text",
                    "separator",
                    "line",
                    "warning",
                    "message",
                    "chart");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern STYLE_CLASS = Pattern.compile("\\.([a-zA-Z][a-zA-Z0-9-]*)");

    private final StringBuilder kept = new StringBuilder();
    private final List<Selector> others;
    private final Set<String> seen = new HashSet<>();

    private PrimerRules(String sheet) {
        StringBuilder left = new StringBuilder();
        RULE.matcher(COMMENT.matcher(sheet).replaceAll(""))
                .results()
                .forEach(rule -> {
                    List<String> selectors =
                            Arrays.stream(rule.group(1).split(",")).map(String::strip).toList();
                    add(kept, selectors.stream().filter(PrimerRules::used).toList(), rule.group(2));
                    add(left, selectors.stream().filter(one -> !used(one)).toList(), rule.group(2));
                });
        others =
                new CssParser()
                        .parse(left.toString()).getRules().stream()
                                .flatMap(rule -> rule.getSelectors().stream())
                                .toList();
    }

    public static PrimerRules of(Theme theme) throws IOException {
        atlantafx.base.theme.Theme primer =
                switch (theme) {
                    case LIGHT -> new PrimerLight();
                    case DARK -> new PrimerDark();
                };
        try (InputStream sheet =
                Objects.requireNonNull(
                        primer.getClass().getResourceAsStream(primer.getUserAgentStylesheet()))) {
            return new PrimerRules(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    String kept() {
        return kept.toString();
    }

    /// What the library would style and our sheet does not. On the JavaFX thread.
    ///
    /// Of nodes that stand below the same classes only the first is looked at, also over several calls.
    public Set<String> missing(Parent root) {
        Set<String> missing = new TreeSet<>();
        look(root, "", missing);
        return missing;
    }

    private void look(Node node, String above, Set<String> missing) {
        String path = above + "/" + node.getTypeSelector() + node.getStyleClass();
        if (seen.add(path)) {
            others.stream()
                    .filter(selector -> selector.applies(node))
                    .map(selector -> selector + " for " + path)
                    .forEach(missing::add);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, path, missing));
        }
    }

    private static boolean used(String selector) {
        return STYLE_CLASS
                .matcher(selector)
                .results()
                .allMatch(named -> USED.contains(named.group(1)));
    }

    private static void add(StringBuilder sheet, List<String> selectors, String declarations) {
        if (!selectors.isEmpty()) {
            sheet.append(selectors.stream().collect(Collectors.joining(", ")))
                    .append(" {")
                    .append(declarations)
                    .append("}\n");
        }
    }
}
