package io.prepstation.hub.api;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.model.record.Json;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.util.Optional;

/// What anybody may ask: whether the hub is well, and what it speaks.
final class PublicRoutes {

    private final HubDatabase database;

    PublicRoutes(HubDatabase database) {
        this.database = database;
    }

    void mount(Vertx vertx, Router router) {
        Answer live = Answer.json(200, Json.object().put("status", "UP"));
        Answer contract =
                new Answer(200, "application/yaml", Contract.SERVED.text(), Optional.empty());
        router.get("/health/live").handler(context -> Exchange.send(context, live));
        router.get("/health/ready").handler(ready(vertx));
        router.get("/openapi.yaml").handler(context -> Exchange.send(context, contract));
    }

    private HealthCheckHandler ready(Vertx vertx) {
        return HealthCheckHandler.create(vertx)
                .register(
                        "store",
                        promise ->
                                vertx.executeBlocking(
                                                () ->
                                                        database.read(
                                                                tables -> tables.identity().find()),
                                                false)
                                        .map(identity ->
                                                identity.isPresent() ? Status.OK() : Status.KO())
                                        .onComplete(promise));
    }
}
