package io.prepstation.hub.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.prepstation.hub.people.WebSession;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fills the templates in `src/main/jte`; whatever is put in is escaped for its place. Safe for any thread.
final class Views {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /// A template by itself.
    String of(String template, Map<String, Object> values) {
        StringOutput output = new StringOutput();
        engine.render(template + ".jte", values, output);
        return output.toString();
    }

    /// A page with its navigation.
    ///
    /// @param notice what came of the last deed; empty if there is nothing to say
    Reply page(
            Visit visit, String template, String title, String notice, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", frame(visit, title, notice));
        return Reply.html(200, of(template, all));
    }

    Reply message(int status, String title, String text) {
        return Reply.html(status, of("message", Map.of("title", title, "text", text)));
    }

    /// Also for what another lab has: whether it exists is not told.
    Reply missing() {
        return message(404, "Not found", "There is no such thing in your labs.");
    }

    Reply forbidden() {
        return message(
                403,
                "Not allowed",
                "Your role does not allow this, or the form was open for too long. Go back and try again, or ask"
                        + " an administrator.");
    }

    private static Frame frame(Visit visit, String title, String notice) {
        WebSession session = visit.session();
        return new Frame(
                title,
                session.member().user().name(),
                session.csrf(),
                navigation(session, visit.page()),
                notice);
    }

    private static List<Frame.Link> navigation(WebSession session, Page here) {
        return Arrays.stream(Page.values())
                .filter(page -> !page.title().isEmpty())
                .filter(page -> session.member().may(page.permission()))
                .map(page -> new Frame.Link(page.title(), page.path(), isBelow(here, page)))
                .toList();
    }

    private static boolean isBelow(Page here, Page page) {
        return here.path().equals(page.path()) || here.path().startsWith(page.path() + "/");
    }
}
