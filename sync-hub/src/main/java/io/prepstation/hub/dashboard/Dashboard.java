package io.prepstation.hub.dashboard;

import io.prepstation.hub.formula.FormulaApproval;
import io.prepstation.hub.formula.FormulaImport;
import io.prepstation.hub.formula.ImportFiles;
import io.prepstation.hub.formula.ImportFiles.TextFile;
import io.prepstation.hub.formula.ImportResult;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.people.Users;
import io.prepstation.hub.people.WebLogin;
import io.prepstation.hub.people.WebSession;
import io.prepstation.hub.people.WebSessions;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Member;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.people.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The hub's pages: sign-in by cookie, what a person may see, what a person may do. The table [Page] decides both.
public final class Dashboard {

    private static final int LARGEST_FORM = 512 * 1024;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Parts parts;
    private final DashboardData data;
    private final DashboardGate gate;
    private final Html html = new Html();

    /// What the dashboard is served by.
    ///
    /// @param tls whether browsers come over TLS
    public record Parts(
            HubDatabase database,
            WebSessions sessions,
            Users users,
            Stations stations,
            FormulaImport formulaImport,
            FormulaApproval approval,
            InstantSource clock,
            boolean tls) {}

    public Dashboard(Parts parts) {
        this.parts = parts;
        this.data = new DashboardData(parts.database());
        this.gate = new DashboardGate(parts.sessions(), parts.tls());
    }

    public void mount(Router router) {
        router.route("/ui*").handler(Dashboard::secure);
        router.get("/").handler(context -> Reply.goTo("/ui/sessions").send(context));
        router.get("/ui").handler(context -> Reply.goTo("/ui/sessions").send(context));
        asset(router, "/ui/style.css", "text/css", "/dashboard/style.css");
        asset(router, "/ui/live.js", "text/javascript", "/dashboard/live.js");
        asset(
                router,
                "/ui/htmx.js",
                "text/javascript",
                "/META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js");
        router.get("/ui/login").handler(context -> Reply.html(200, login("")).send(context));
        form(router, "/ui/login", this::signIn);
        form(router, "/ui/logout", this::signOut);
        router.get("/ui/password").handler(context -> answer(context, this::passwordPage));
        form(router, "/ui/password", this::changePassword);
        for (Page page : Page.values()) {
            if (page.method().equals(HttpMethod.POST)) {
                form(router, page.path(), context -> guarded(context, page));
            } else if (page != Page.EVENTS) {
                router.get(page.path()).handler(context -> answer(context, it -> guarded(it, page)));
            }
        }
        router.get(Page.EVENTS.path())
                .handler(new LiveChanges(data, context -> guarded(context, Page.EVENTS)));
    }

    private interface Handling {
        Reply reply(RoutingContext context) throws StoreException;
    }

    private static void secure(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        context.next();
    }

    private void form(Router router, String path, Handling handling) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM))
                .handler(context -> answer(context, handling));
    }

    private static void answer(RoutingContext context, Handling handling) {
        context.vertx()
                .executeBlocking(() -> handling.reply(context), false)
                .onSuccess(reply -> reply.send(context))
                .onFailure(context::fail);
    }

    private static void asset(Router router, String path, String type, String resource) {
        String text;
        try (InputStream in = Dashboard.class.getResourceAsStream(resource)) {
            text =
                    new String(
                            Objects.requireNonNull(in, resource).readAllBytes(),
                            StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is part of the program", e);
        }
        Reply reply = new Reply(200, type + "; charset=utf-8", text, "");
        router.get(path).handler(reply::send);
    }

    // Signing in

    private Reply signIn(RoutingContext context) throws StoreException {
        return switch (parts.sessions().login(field(context, "user"), field(context, "password"))) {
            case WebLogin.In(var token) -> {
                gate.give(context, token);
                yield Reply.goTo("/ui/sessions");
            }
            case WebLogin.Wrong _ ->
                    Reply.html(403, login("Name and password do not belong together."));
            case WebLogin.Closed(var wait) ->
                    Reply.html(
                            429,
                            login(
                                    "This name was tried too often. Try again in "
                                            + (wait.toSeconds() + 1)
                                            + " s."));
        };
    }

    private String login(String problem) {
        return html.of("login", Map.of("problem", problem));
    }

    private Reply signOut(RoutingContext context) throws StoreException {
        Optional<WebSession> session = gate.session(context);
        if (session.isPresent() && DashboardGate.isOwnForm(context, session.get())) {
            parts.sessions().close(gate.token(context).orElseThrow());
        }
        gate.take(context);
        return Reply.goTo("/ui/login");
    }

    private Reply passwordPage(RoutingContext context) throws StoreException {
        return gate.session(context)
                .map(session -> password(200, session, ""))
                .orElseGet(() -> Reply.goTo("/ui/login"));
    }

    private Reply changePassword(RoutingContext context) throws StoreException {
        Optional<WebSession> session = gate.session(context);
        if (session.isEmpty()) {
            return Reply.goTo("/ui/login");
        }
        if (!DashboardGate.isOwnForm(context, session.get())) {
            return forbidden();
        }
        String chosen = field(context, "new");
        Optional<String> problem =
                chosen.equals(field(context, "again"))
                        ? parts.sessions()
                                .changePassword(
                                        session.get().member(), field(context, "old"), chosen)
                        : Optional.of("The two new passwords were not the same.");
        if (problem.isPresent()) {
            return password(422, session.get(), problem.get());
        }
        gate.take(context);
        return Reply.goTo("/ui/login");
    }

    private Reply password(int status, WebSession session, String problem) {
        return Reply.html(
                status,
                html.of("password", Map.of("csrf", session.csrf(), "problem", problem)));
    }

    // Pages and deeds

    /// Lets a request through to a page if the table says so.
    private Reply guarded(RoutingContext context, Page page) throws StoreException {
        Optional<WebSession> session = gate.session(context);
        if (session.isEmpty()) {
            return Reply.goTo("/ui/login");
        }
        if (session.get().passwordToBeChanged()) {
            return Reply.goTo("/ui/password");
        }
        boolean may = session.get().member().may(page.permission());
        if (!may || !DashboardGate.isOwnForm(context, session.get())) {
            return forbidden();
        }
        return reply(context, page, session.get());
    }

    private Reply forbidden() {
        return Reply.html(
                403,
                html.of("message", Map.of("text", "You may not do that. Ask an administrator.")));
    }

    private Reply missing() {
        return Reply.html(
                404, html.of("message", Map.of("text", "There is no such thing in your labs.")));
    }

    private Reply reply(RoutingContext context, Page page, WebSession session)
            throws StoreException {
        Member person = session.member();
        String id = Objects.requireNonNullElse(context.pathParam("id"), "");
        return switch (page) {
            case SESSIONS -> sessions(context, session);
            case CSV -> Reply.csv(csv(data.sessions(person, "", "")));
            case EVENTS -> Reply.html(200, "");
            case SESSION -> {
                Optional<SessionDetail> detail = data.session(person, id);
                yield detail.isPresent()
                        ? shown(page, session, "", Map.of("detail", detail.get()))
                        : missing();
            }
            case STATIONS -> stations(session, "");
            case REVOKE -> {
                if (!data.hasStation(person, id)) {
                    yield missing();
                }
                parts.stations().revoke(id);
                yield stations(session, "The station is turned away from its next request on.");
            }
            case FORMULAS -> formulas(session, "");
            case IMPORT -> importFormulas(context, session);
            case APPROVE ->
                    formulas(
                            session,
                            parts.approval()
                                    .approve(id, person)
                                    .orElse("Approved: stations weigh it after their next sync."));
            case USERS -> users(session, "");
            case ADD_USER -> addUser(context, session);
            case GIVE_PASSWORD -> {
                if (!data.hasUser(person, id)) {
                    yield missing();
                }
                yield users(
                        session,
                        parts.sessions()
                                .oneTimePassword(id, person.user().id())
                                .map(password ->
                                        "One-time password of "
                                                + id
                                                + ", shown only here, good for 24 h: "
                                                + password)
                                .orElse("There is no user " + id));
            }
            case REMOVE_USER -> {
                if (!data.hasUser(person, id)) {
                    yield missing();
                }
                yield users(
                        session,
                        parts.users()
                                .deactivate(id, person.user().id())
                                .orElse(id + " may do nothing any more."));
            }
            case AUDIT ->
                    data.mayShowAudit(person)
                            ? shown(page, session, "", Map.of("rows", data.audit()))
                            : forbidden();
        };
    }

    private Reply sessions(RoutingContext context, WebSession session) throws StoreException {
        String status = context.request().getParam("status", "");
        String text = context.request().getParam("text", "");
        List<SessionRow> rows = data.sessions(session.member(), status, text);
        return context.request().getHeader("HX-Request") != null
                ? Reply.html(200, html.of("rows", Map.of("rows", rows)))
                : shown(
                        Page.SESSIONS,
                        session,
                        "",
                        Map.of("rows", rows, "status", status, "text", text));
    }

    private Reply stations(WebSession session, String notice) throws StoreException {
        return shown(
                Page.STATIONS,
                session,
                notice,
                Map.of(
                        "rows",
                        data.stations(session.member()),
                        "manages",
                        session.member().may(Page.REVOKE.permission())));
    }

    private Reply formulas(WebSession session, String notice) throws StoreException {
        return shown(
                Page.FORMULAS,
                session,
                notice,
                Map.of(
                        "rows",
                        data.formulas(session.member(), parts.clock().instant()),
                        "edits",
                        session.member().may(Page.IMPORT.permission())));
    }

    /// Drafts of the person's first lab; somebody else approves them.
    private Reply importFormulas(RoutingContext context, WebSession session)
            throws StoreException {
        ImportResult result =
                parts.formulaImport()
                        .run(
                                session.member().labIds().stream().sorted().findFirst().orElse(""),
                                new ImportFiles(
                                        new TextFile("formulas.csv", field(context, "csv")),
                                        Optional.empty()),
                                Optional.empty(),
                                Optional.of(session.member().user().id()));
        return switch (result) {
            case ImportResult.Imported(var versions) ->
                    formulas(session, versions.size() + " versions are drafts now.");
            case ImportResult.Refused(var problems) ->
                    formulas(
                            session,
                            problems.stream()
                                    .map(Object::toString)
                                    .collect(Collectors.joining("; ")));
        };
    }

    private Reply users(WebSession session, String notice) throws StoreException {
        return shown(
                Page.USERS,
                session,
                notice,
                Map.of(
                        "rows",
                        data.users(session.member()),
                        "labs",
                        session.member().labIds().stream().sorted().toList()));
    }

    private Reply addUser(RoutingContext context, WebSession session) throws StoreException {
        String lab = field(context, "lab");
        Optional<Role> role =
                Arrays.stream(Role.values())
                        .filter(one -> one.word().equals(field(context, "role")))
                        .findFirst();
        if (!session.member().belongsTo(lab) || role.isEmpty()) {
            return missing();
        }
        String badge = field(context, "badge");
        String pin = field(context, "pin");
        NewUser user =
                new NewUser(
                        field(context, "id"),
                        field(context, "name"),
                        Set.of(role.get()),
                        Set.of(lab),
                        badge.isEmpty() ? null : badge,
                        pin.isEmpty() ? null : pin);
        return switch (parts.users().add(user)) {
            case NewUserResult.Added _ -> users(session, user.name() + " was added.");
            case NewUserResult.Refused(var reason) -> users(session, "Not added: " + reason);
        };
    }

    private Reply shown(
            Page page, WebSession session, String notice, Map<String, Object> content) {
        Map<String, Object> values = new HashMap<>(content);
        values.put("frame", frame(page, session, notice));
        return Reply.html(200, html.of(template(page), values));
    }

    private static String template(Page page) {
        return page.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Frame frame(Page page, WebSession session, String notice) {
        List<Frame.Link> links =
                Arrays.stream(Page.values())
                        .filter(link -> !link.title().isEmpty())
                        .filter(link -> session.member().may(link.permission()))
                        .map(link -> new Frame.Link(link.title(), link.path(), link == page))
                        .toList();
        String title = page.title().isEmpty() ? "Session" : page.title();
        return new Frame(title, session.member().user().name(), session.csrf(), links, notice);
    }

    private static String csv(List<SessionRow> rows) {
        StringBuilder csv =
                new StringBuilder("id,formula,name,status,operator,station,started_at\r\n");
        for (SessionRow row : rows) {
            csv.append(
                            java.util.stream.Stream.of(
                                            row.id(),
                                            row.formula(),
                                            row.name(),
                                            row.status(),
                                            row.operator(),
                                            row.station(),
                                            row.startedAt())
                                    .map(Dashboard::cell)
                                    .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return csv.toString();
    }

    /// Quoted, and never the beginning of a formula of a spreadsheet.
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    private static String field(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }
}
