package io.prepstation.hub.dashboard;

import io.prepstation.hub.formula.FormulaApproval;
import io.prepstation.hub.formula.FormulaImport;
import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.people.Users;
import io.prepstation.hub.people.WebSession;
import io.prepstation.hub.people.WebSessions;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The hub's pages: what a person may see and do in a browser. The table [Page] decides who gets in where.
public final class Dashboard {

    private static final Set<Page> HASHING = Set.of(Page.ADD_USER, Page.GIVE_PASSWORD);
    private static final int MOST_HASHES = 100;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Map<Page, Deed> deeds = new EnumMap<>(Page.class);
    private final Views views = new Views();
    private final Cookies cookies;
    private final WebSessions sessions;
    private final HubDatabase database;
    private final AtomicInteger hashing = new AtomicInteger();

    /// What the dashboard is served by.
    ///
    /// @param caPin SHA-256 of the hub's own authority, which stations trust; empty if it is served without TLS
    public record Parts(
            HubDatabase database,
            WebSessions sessions,
            Users users,
            Stations stations,
            Enrolments enrolments,
            FormulaImport formulaImport,
            FormulaApproval approval,
            InstantSource clock,
            String caPin) {

        /// Whether browsers come over TLS.
        boolean tls() {
            return !caPin.isEmpty();
        }
    }

    public Dashboard(Parts parts) {
        database = parts.database();
        sessions = parts.sessions();
        cookies = new Cookies(parts.tls());
        new SessionPages(database, views).into(deeds);
        new StatisticsPage(database, parts.clock(), views).into(deeds);
        new FormulaPages(parts, views).into(deeds);
        new MaterialsPage(database, parts.clock(), views).into(deeds);
        new StationPages(parts, views).into(deeds);
        new ConflictsPage(database, views).into(deeds);
        new UserPages(parts, views).into(deeds);
        new AuditPage(database, views).into(deeds);
    }

    /// @param secrets the threads where passwords and PINs are hashed
    public void mount(Router router, WorkerExecutor secrets) {
        router.route("/ui/*").handler(Dashboard::secure);
        router.get("/").handler(context -> Reply.goTo("/ui/").send(context));
        Assets.mount(router);
        new SignIn(sessions, cookies, views).mount(this, router, secrets);
        get(router, "/ui/", this::home);
        for (Page page : Page.values()) {
            if (page == Page.EVENTS) {
                router.get(page.path()).handler(new LiveChanges(database, this::mayListen));
            } else if (HASHING.contains(page)) {
                router.post(page.path()).handler(this::insideOnly);
                post(router, page.path(), secrets, context -> guarded(context, page));
            } else if (page.verb() == Page.Verb.POST) {
                router.post(page.path()).handler(this::insideOnly);
                post(router, page.path(), page.longest(), context -> guarded(context, page));
            } else {
                get(router, page.path(), context -> guarded(context, page));
            }
        }
    }

    /// Answers on a worker thread.
    interface Handling {
        Reply reply(RoutingContext context) throws StoreException;
    }

    void get(Router router, String path, Handling handling) {
        router.get(path).handler(context -> answer(context, handling));
    }

    void post(Router router, String path, Handling handling) {
        post(router, path, Page.LONGEST_FORM, handling);
    }

    private static void post(Router router, String path, int longest, Handling handling) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(longest))
                .handler(context -> answer(context, handling));
    }

    void post(Router router, String path, WorkerExecutor threads, Handling handling) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(Page.LONGEST_FORM))
                .handler(context -> hashed(context, threads, handling));
    }

    /// A hash takes a moment, and whoever asked for it may be gone: so many wait and no more.
    private void hashed(RoutingContext context, WorkerExecutor threads, Handling handling) {
        if (hashing.incrementAndGet() > MOST_HASHES) {
            hashing.decrementAndGet();
            views.message(503, "Busy", "Many people are signing in. Try again in a moment.")
                    .send(context);
            return;
        }
        answer(
                context,
                threads.executeBlocking(() -> handling.reply(context), false)
                        .onComplete(_ -> hashing.decrementAndGet()));
    }

    private static void answer(RoutingContext context, Handling handling) {
        answer(context, context.vertx().executeBlocking(() -> handling.reply(context), false));
    }

    private static void answer(RoutingContext context, Future<@Nullable Reply> work) {
        work.onSuccess(reply -> Objects.requireNonNull(reply).send(context))
                .onFailure(context::fail);
    }

    private static void secure(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
        context.next();
    }

    Optional<WebSession> session(RoutingContext context) throws StoreException {
        Optional<String> token = cookies.token(context);
        return token.isPresent() ? sessions.find(token.get()) : Optional.empty();
    }

    /// Stands before a body is read: a stranger's is not kept. Everything else is looked at when it is here.
    private void insideOnly(RoutingContext context) {
        context.request().pause();
        context.vertx()
                .executeBlocking(() -> isInside(context), false)
                .onSuccess(inside -> {
                    if (context.response().closed()) {
                        return;
                    }
                    if (Boolean.TRUE.equals(inside)) {
                        context.request().resume();
                        context.next();
                    } else {
                        Reply.goTo("/ui/login").send(context);
                        UnreadBody.letGoBy(context);
                    }
                })
                .onFailure(failure -> {
                    context.fail(failure);
                    UnreadBody.letGoBy(context);
                });
    }

    private boolean isInside(RoutingContext context) throws StoreException {
        Optional<String> token = cookies.token(context);
        return token.isPresent() && sessions.look(token.get()).isPresent();
    }

    /// Lets a request through to a page if the table says so.
    private Reply guarded(RoutingContext context, Page page) throws StoreException {
        Optional<WebSession> session = session(context);
        if (session.isEmpty()) {
            return Reply.goTo("/ui/login");
        }
        if (session.get().passwordToBeChanged()) {
            return Reply.goTo("/ui/password");
        }
        if (!session.get().member().may(page.permission()) || !Form.isOwn(context, session.get())) {
            return views.forbidden();
        }
        return Objects.requireNonNull(deeds.get(page), page.name())
                .reply(new Visit(context, page, session.get()));
    }

    /// The first page that the person may see.
    private Reply home(RoutingContext context) throws StoreException {
        Optional<WebSession> session = session(context);
        if (session.isEmpty()) {
            return Reply.goTo("/ui/login");
        }
        return Arrays.stream(Page.values())
                .filter(page -> !page.title().isEmpty())
                .filter(page -> session.get().member().may(page.permission()))
                .findFirst()
                .map(page -> Reply.goTo(page.path()))
                .orElseGet(views::forbidden);
    }

    /// An open page is no sign that somebody sits before it: listening keeps no session alive.
    private boolean mayListen(RoutingContext context) throws StoreException {
        Optional<String> token = cookies.token(context);
        return token.isPresent()
                && sessions.look(token.get())
                        .filter(session -> !session.passwordToBeChanged())
                        .filter(session -> session.member().may(Page.EVENTS.permission()))
                        .isPresent();
    }
}
