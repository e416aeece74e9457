package io.prepstation.hub.api;

import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Comparison;
import io.prepstation.hub.sync.Comparisons;
import io.prepstation.model.sync.ComparedContent;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import io.prepstation.model.sync.Pull;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a station finds out whether it holds what the hub holds.
final class ComparisonRoutes {

    private final StationGate gate;
    private final Comparisons comparisons;

    ComparisonRoutes(StationGate gate, Comparisons comparisons) {
        this.gate = gate;
        this.comparisons = comparisons;
    }

    void mount(Router router) {
        router.get("/api/sync/sums").handler(gate).handler(this::sums);
        router.get("/api/sync/entries").handler(gate).handler(this::entries);
    }

    private void sums(RoutingContext context) {
        String labId = StationGate.stationOf(context).labId();
        answer(context, stood -> comparisons.sums(labId, stood));
    }

    private void entries(RoutingContext context) {
        String labId = StationGate.stationOf(context).labId();
        Optional<EntityType> type =
                EntityType.ofWord(context.request().getParam("entityType", ""))
                        .filter(ComparedContent.TYPES::contains);
        Optional<Set<Integer>> buckets = buckets(context.request().getParam("buckets", ""));
        if (type.isEmpty()) {
            Exchange.send(context, malformed("entityType", "not a type that is compared"));
        } else if (buckets.isEmpty()) {
            Exchange.send(
                    context,
                    malformed("buckets", "not numbers below " + HashSums.BUCKETS + " with commas"));
        } else {
            answer(context, stood -> comparisons.entries(labId, stood, type.get(), buckets.get()));
        }
    }

    private static Optional<Set<Integer>> buckets(String text) {
        if (!text.matches("[0-9]{1,2}(,[0-9]{1,2}){0,63}")) {
            return Optional.empty();
        }
        Set<Integer> numbers =
                Arrays.stream(text.split(",", -1))
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
        return numbers.stream().allMatch(number -> number < HashSums.BUCKETS)
                ? Optional.of(numbers)
                : Optional.empty();
    }

    @FunctionalInterface
    private interface Comparing {
        Comparison from(Cursor stood) throws StoreException;
    }

    private static void answer(RoutingContext context, Comparing comparing) {
        Optional<Answer> otherLab =
                Queries.otherLab(context.request(), StationGate.stationOf(context));
        if (otherLab.isPresent()) {
            Exchange.send(context, otherLab.get());
            return;
        }
        FeedPlaces.of(context.request())
                .ifPresentOrElse(
                        stood -> Exchange.answer(context, () -> answer(comparing.from(stood))),
                        () ->
                                Exchange.send(
                                        context,
                                        malformed(
                                                Pull.CURSOR_HEADER,
                                                "say where the station stands in the feed")));
    }

    private static Answer answer(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Summed(var sums) -> Answer.json(200, sums);
            case Comparison.Listed(var entries) -> Answer.json(200, entries);
            case Comparison.Behind _ ->
                    Answer.problem(
                            409,
                            "BEHIND",
                            Pull.CURSOR_HEADER,
                            "the lab has changed after this place; pull, then ask again");
            case Comparison.OtherFeed(var gone) -> FeedPlaces.lost(gone);
        };
    }

    private static Answer malformed(String field, String detail) {
        return Answer.problem(400, "MALFORMED", field, detail);
    }
}
