package io.prepstation.hub.api;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// The hub's routes. Every error is `application/problem+json`.
final class HttpApi {

    /// Each takes 19 MiB and a core; who waits here keeps nobody else waiting.
    private static final int HASHES_AT_ONCE = 2;

    private HttpApi() {}

    static Router router(Vertx vertx, Services services, SlowClients slow) {
        Router router = Router.router(vertx);
        new MetricsRoutes(services.metrics(), services.metricsToken()).mount(router);
        router.route().handler(slow::begun);
        router.route().handler(HttpApi::secure).failureHandler(HttpApi::failed);
        router.route("/api/*").handler(HttpApi::uncached);
        WorkerExecutor secrets = vertx.createSharedWorkerExecutor("secrets", HASHES_AT_ONCE);
        Strangers strangers = new Strangers();
        Strangers.FORMS.forEach(path -> router.post(path).handler(strangers));
        StationGate gate = new StationGate(services.stations(), slow::known);
        new PublicRoutes(services.database()).mount(vertx, router);
        new EnrolmentRoutes(services.enrolments(), services.receipts()).mount(router);
        new StationRoutes(gate, services.stations()).mount(router);
        new PeopleRoutes(gate, services.personLogins(), secrets).mount(router);
        Downloads downloads = new Downloads(vertx, services.download(), services.kept());
        EditRoutes edits = new EditRoutes(gate, services.pushes(), services.conflicts());
        edits.mount(router);
        new SyncRoutes(gate, services.uploads(), edits, downloads).mount(router);
        new ComparisonRoutes(gate, services.comparisons()).mount(router);
        LiveSockets live =
                new LiveSockets(services.live(), services.pulls(), services.stations(), slow);
        new FeedRoutes(gate, services.pulls(), live).mount(router);
        new SessionRoutes(gate, services.sessions()).mount(router);
        new OwnSessionRoutes(gate, services.ownSessions()).mount(router);
        new AuditHeadRoutes(gate, services.auditHeads()).mount(router);
        new AttachmentRoutes(gate, services.attachments()).mount(router);
        services.dashboard().mount(router, secrets);
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, HttpApi::failed);
        }
        return router;
    }

    private static void secure(RoutingContext context) {
        context.response().putHeader("X-Content-Type-Options", "nosniff");
        context.next();
    }

    private static void uncached(RoutingContext context) {
        context.response().putHeader("Cache-Control", "no-store");
        context.next();
    }

    private static void failed(RoutingContext context) {
        int status = context.statusCode();
        Throwable failure = context.failure();
        Exchange.send(
                context,
                status >= 500 && failure != null
                        ? Exchange.ofFailure(failure)
                        : ofStatus(context, status));
    }

    private static Answer ofStatus(RoutingContext context, int status) {
        String asked = context.request().method() + " " + context.request().path();
        return switch (status) {
            case 404 -> Answer.problem(404, "NOT_FOUND", "there is nothing at " + asked);
            case 405 -> Answer.problem(405, "NOT_ALLOWED", asked + " is not possible here");
            case 413 -> Answer.tooLarge();
            default -> Answer.problem(status, "REFUSED", "the hub cannot do " + asked);
        };
    }
}
