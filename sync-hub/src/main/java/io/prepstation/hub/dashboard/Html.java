package io.prepstation.hub.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Fills the templates in `src/main/jte`; whatever is put in is escaped for its place.
final class Html {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    String of(String template, Map<String, Object> values) {
        StringOutput output = new StringOutput();
        engine.render(template + ".jte", values, output);
        return output.toString();
    }
}
