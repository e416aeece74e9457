package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Station;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.AttachmentUpload.State;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The network of one station: does to each request what chance says, until it is mended.
final class NightWire implements HubPort {

    /// What may happen to one request.
    private enum Fate {
        ARRIVES,
        REFUSED,
        LOST_ON_THE_WAY,
        ANSWER_LOST,
        ANSWER_TRUNCATED,
        HALF_OPEN,
        TWICE,
        AGAIN_LATER,
        DELAYED,
        TOO_MANY_REQUESTS,
        UNAVAILABLE,
        BROKEN,
        LOGIN_PAGE
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final NightHub hub;
    private final Station station;
    private final Random random;
    private final @Nullable NightRule without;

    /// @param stood where the station stood when it was sent
    private record Request(String body, String stood) {}

    /// Requests of which a copy is still on its way.
    private final Deque<Request> stragglers = new ArrayDeque<>();

    /// Each operation in the words it was first sent in.
    final Map<String, ObjectNode> words = new HashMap<>();

    /// The operations that left since the store was last put back: one of before does not know that it was sent already.
    final Set<String> left = new HashSet<>();

    /// Creations that went up under another id, though no answer to the first had come.
    final List<String> renamed = new ArrayList<>();

    /// The last operation that was to make each thing.
    private final Map<String, String> creations = new HashMap<>();

    private final Set<String> answered = new HashSet<>();

    boolean bad;
    boolean away;

    /// The token is not taken.
    boolean expired;

    /// The hub's feed cannot be followed until everything was loaded anew.
    boolean purged;

    /// More operations than this do not pass some proxy.
    int most = Integer.MAX_VALUE;

    /// Whether the station's program is the one before: it knows no `schema`, and says nothing the hub can do without.
    boolean older;

    Duration passed = Duration.ZERO;

    /// Requests of which the hub waited in vain for somebody else's transaction.
    int gaveUp;

    /// Loads of which only the rest came.
    int wentOn;

    private boolean truncating;

    NightWire(NightHub hub, Station station, Random random, @Nullable NightRule without) {
        this.hub = hub;
        this.station = station;
        this.random = random;
        this.without = without;
    }

    Station station() {
        return station;
    }

    /// The proxy keeps its limit.
    void mend() {
        bad = false;
        away = false;
        expired = false;
    }

    @Override
    public HubAnswer<Receipt> upload(String bundle, String stood) {
        return carried(() -> hub.upload(station, bundle, told(stood)), null);
    }

    @Override
    public HubAnswer<State> announce(AttachmentUpload.Request attachment) {
        return carried(() -> hub.announce(station, attachment), null);
    }

    @Override
    public HubAnswer<State> piece(String sha256, long offset, byte[] bytes) {
        return carried(() -> hub.piece(station, sha256, offset, bytes), null);
    }

    @Override
    public HubAnswer<Push.Answer> push(String request, String stood) {
        int operations = remember(request);
        if (!away && operations > most) {
            return without == NightRule.BATCHES_ARE_HALVED
                    ? new HubAnswer.Failed<>(new HubFailure.Unintelligible("413"))
                    : new HubAnswer.Failed<>(new HubFailure.TooBig());
        }
        Request sent = new Request(sent(request), told(stood));
        return answers(carried(() -> hub.push(station, sent.body(), sent.stood()), sent));
    }

    private String told(String stood) {
        return without == NightRule.NOTHING_IS_SENT_TO_A_FORMER_HUB ? "" : stood;
    }

    @Override
    public HubAnswer<Pull.Page> pull(String cursor) {
        return purged(forgetting(carried(() -> page(hub.pull(station, cursor)), null)));
    }

    private HubAnswer<Pull.Page> purged(HubAnswer<Pull.Page> answer) {
        if (!purged || answer instanceof HubAnswer.Failed<Pull.Page>) {
            return answer;
        }
        return without == NightRule.RELOADED_WHEN_LOST
                ? new HubAnswer.Failed<>(new HubFailure.Unintelligible("410"))
                : new HubAnswer.Failed<>(new HubFailure.Gone("CURSOR_TOO_OLD", null));
    }

    /// A station that only loads anew when the hub was restored.
    private HubAnswer<Pull.Page> forgetting(HubAnswer<Pull.Page> answer) {
        return answer instanceof HubAnswer.Failed<Pull.Page>(HubFailure.Gone(var reason, _))
                        && without == NightRule.WHAT_THE_HUB_LOST_GOES_UP_AGAIN
                ? new HubAnswer.Failed<>(new HubFailure.Gone(reason, null))
                : answer;
    }

    @Override
    public HubAnswer<Download> download(LabKey lab, HalfLoad half) {
        HubAnswer<Download> answer = carried(() -> loaded(lab, half), null);
        purged &= !(answer instanceof HubAnswer.Accepted<Download>);
        return answer;
    }

    /// Of a truncated answer the first half is kept.
    private HubAnswer<Download> loaded(LabKey lab, HalfLoad half) {
        try {
            return switch (hub.download(station, lab, half.left())) {
                case HubAnswer.Accepted<NightHub.Load>(var load) -> loaded(lab, half, load);
                case HubAnswer.Failed<NightHub.Load>(var why) -> failed(why);
            };
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        } catch (MalformedJson e) {
            return failed(new HubFailure.Unintelligible(String.valueOf(e.getMessage())));
        }
    }

    private HubAnswer<Download> loaded(LabKey lab, HalfLoad half, NightHub.Load load)
            throws StoreException, MalformedJson {
        wentOn += load.from == 0 ? 0 : 1;
        try (HalfLoad.Arriving file = load.from == 0 ? half.begin(load.etag) : half.goOn()) {
            file.add(truncating ? Arrays.copyOf(load.bytes, load.bytes.length / 2) : load.bytes);
        }
        return truncating
                ? failed(new HubFailure.Cut("half a load"))
                : new HubAnswer.Accepted<>(half.take(lab));
    }

    @Override
    public HubAnswer<Duration> probe() {
        return carried(() -> new HubAnswer.Accepted<>(Duration.ofMillis(2)), null);
    }

    private <T> HubAnswer<T> carried(Supplier<HubAnswer<T>> doing, @Nullable Request request) {
        passed = passed.plusMillis(1 + random.nextInt(40));
        if (away) {
            return failed(new HubFailure.Unreachable("partition"));
        }
        if (expired) {
            return failed(new HubFailure.NotAllowed("the token has expired"));
        }
        arrivals();
        HubAnswer<T> answer = fated(doing, request);
        Duration waited = hub.waited();
        passed = passed.plus(waited);
        gaveUp += waited.isZero() ? 0 : 1;
        return answer;
    }

    private <T> HubAnswer<T> fated(Supplier<HubAnswer<T>> doing, @Nullable Request request) {
        Fate fate = bad ? Fate.values()[random.nextInt(Fate.values().length)] : Fate.ARRIVES;
        return switch (fate) {
            case ARRIVES -> doing.get();
            case REFUSED -> failed(new HubFailure.Unreachable("refused"));
            case LOST_ON_THE_WAY -> failed(new HubFailure.Cut("reset"));
            case ANSWER_LOST -> {
                var _ = doing.get();
                yield failed(new HubFailure.Cut("answer lost"));
            }
            case ANSWER_TRUNCATED -> {
                truncating = true;
                var _ = doing.get();
                truncating = false;
                yield failed(new HubFailure.Unintelligible("half an answer"));
            }
            case HALF_OPEN -> {
                if (random.nextBoolean()) {
                    var _ = doing.get();
                }
                passed = passed.plus(TIMEOUT);
                yield failed(new HubFailure.Cut("silence"));
            }
            case TWICE -> {
                var _ = doing.get();
                yield doing.get();
            }
            case AGAIN_LATER -> {
                if (request != null) {
                    stragglers.add(request);
                }
                yield random.nextBoolean()
                        ? doing.get()
                        : failed(new HubFailure.Cut("overtaken by the next"));
            }
            case DELAYED -> {
                passed = passed.plusSeconds(random.nextInt(90));
                yield doing.get();
            }
            case TOO_MANY_REQUESTS -> failed(new HubFailure.Busy(Duration.ofSeconds(20)));
            case UNAVAILABLE -> failed(new HubFailure.Busy(null));
            case BROKEN -> failed(new HubFailure.HubBroken(500));
            case LOGIN_PAGE -> failed(new HubFailure.Unintelligible("a page"));
        };
    }

    /// Old requests come out of some queue of the network, in any order; nobody waits for their answers.
    private void arrivals() {
        while (!stragglers.isEmpty() && random.nextInt(3) == 0) {
            Request late =
                    random.nextBoolean() ? stragglers.removeFirst() : stragglers.removeLast();
            var _ = hub.push(station, late.body(), late.stood());
        }
    }

    private static <T> HubAnswer<T> failed(HubFailure why) {
        return new HubAnswer.Failed<>(why);
    }

    private int remember(String request) {
        try {
            var operations = Json.parseObject(request).path("operations");
            operations.forEach(one -> words.putIfAbsent(one.path("id").asText(), (ObjectNode) one));
            operations.forEach(one -> left.add(one.path("id").asText()));
            operations.forEach(this::watch);
            return operations.size();
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /// Its station's store was put back, which knows nothing of what left since.
    void forget() {
        left.clear();
        creations.clear();
    }

    private void watch(JsonNode operation) {
        if (operation.path("operation").asText().equals("create")) {
            String id = operation.path("id").asText();
            String former = creations.put(operation.path("entityId").asText(), id);
            if (former != null && !former.equals(id) && !answered.contains(former)) {
                renamed.add(former + " as " + operation);
            }
        }
    }

    private String sent(String request) {
        String sent = request;
        if (without == NightRule.EDITS_NAME_THEIR_BASE) {
            sent =
                    sent.replaceAll("\"baseVersion\":\\d+", "\"later1\":1")
                            .replaceAll("\"baseHash\":\"[0-9a-f]+\"", "\"later2\":1");
        }
        if (without == NightRule.EDITS_NAME_THEIR_BASE
                || without == NightRule.EDITS_SAY_WHAT_THEIR_AUTHOR_SAW) {
            sent = sent.replace("\"baseData\":", "\"later3\":");
        }
        return older ? sent.replace("\"schema\":1", "\"unknown\":true") : sent;
    }

    private HubAnswer<Push.Answer> answers(HubAnswer<Push.Answer> answer) {
        if (answer instanceof HubAnswer.Accepted<Push.Answer>(var told)) {
            told.results().forEach(result -> answered.add(result.operationId()));
        }
        return switch (answer) {
            case HubAnswer.Accepted<Push.Answer>(var body)
                    when without == NightRule.ANSWERS_BY_ID ->
                    new HubAnswer.Accepted<>(mixed(body));
            case HubAnswer.Accepted<Push.Answer>(var body)
                    when without == NightRule.A_COPY_IS_NOT_THE_ORIGINAL ->
                    new HubAnswer.Accepted<>(believed(body));
            case HubAnswer.Failed<Push.Answer>(HubFailure.Conflicting(var reason))
                    when without == NightRule.ANOTHER_LIFE_AFTER_A_COPY ->
                    new HubAnswer.Failed<>(new HubFailure.HubBroken(reason.length()));
            case HubAnswer.Accepted<Push.Answer> _, HubAnswer.Failed<Push.Answer> _ -> answer;
        };
    }

    /// As a station would read an answer that took results by their place.
    private static Push.Answer mixed(Push.Answer body) {
        List<String> ids =
                new ArrayList<>(body.results().stream().map(Push.Result::operationId).toList());
        Collections.rotate(ids, 1);
        List<Push.Result> mixed = new ArrayList<>();
        for (int n = 0; n < ids.size(); n++) {
            mixed.add(renamed(body.results().get(n), ids.get(n)));
        }
        return new Push.Answer(true, mixed.size(), 0, 0, mixed, body.idMappings());
    }

    /// As a station would read it that took what the hub has under an id for its own.
    private static Push.Answer believed(Push.Answer body) {
        List<Push.Result> results =
                body.results().stream()
                        .map(one -> "OP_REUSED".equals(one.code()) ? done(one) : one)
                        .toList();
        return new Push.Answer(true, results.size(), 0, 0, results, body.idMappings());
    }

    private static Push.Result done(Push.Result reused) {
        return new Push.Result(
                reused.operationId(),
                "duplicate",
                true,
                reused.entityType(),
                reused.entityId(),
                reused.tempId(),
                reused.realId(),
                reused.version(),
                reused.hash(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Push.Result renamed(Push.Result result, String id) {
        return new Push.Result(
                id,
                result.status(),
                result.success(),
                result.entityType(),
                result.entityId(),
                null,
                result.realId(),
                result.version(),
                result.hash(),
                result.feedSeq(),
                result.merged(),
                result.conflict(),
                result.conflictId(),
                result.conflictData(),
                result.code(),
                result.field(),
                result.value(),
                result.reason());
    }

    private HubAnswer<Pull.Page> page(HubAnswer<Pull.Page> answer) {
        return answer instanceof HubAnswer.Accepted<Pull.Page>(var page)
                ? new HubAnswer.Accepted<>(page(page))
                : answer;
    }

    private Pull.Page page(Pull.Page page) {
        List<Pull.Change> changes =
                without == NightRule.PAGES_HAVE_EVERY_NUMBER && page.changes().size() > 1
                        ? page.changes().subList(1, page.changes().size())
                        : page.changes();
        String next =
                without == NightRule.CURSOR_FROM_THE_HUB && !changes.isEmpty()
                        ? ahead(page.nextCursor())
                        : page.nextCursor();
        return new Pull.Page(
                page.success(),
                page.timestamp(),
                changes,
                page.hasMore(),
                page.nextTimestamp(),
                next,
                page.headSeq());
    }

    /// A station that reckons where the feed goes on.
    private static String ahead(String cursor) {
        return io.prepstation.hub.feed.Cursor.parse(cursor)
                .map(at ->
                        new io.prepstation.hub.feed.Cursor(at.epoch(), at.feedSeq() + 1).toString())
                .orElse(cursor);
    }
}
