package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.IdMappings;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.PushQueue;
import io.prepstation.kiosk.store.PushResults;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.SyncState;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockOffset;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends changes and takes the hub's in: each call is one request, or one transaction.
final class PushWork {

    private static final String EPOCH = "station_epoch";
    private static final String PREVIOUS_EPOCH = "previous_epoch";
    private static final Logger PUSH = LoggerFactory.getLogger("SyncPush");
    private static final Logger NETWORK = LoggerFactory.getLogger("NetworkMonitor");
    private static final Logger PULL = LoggerFactory.getLogger("SyncPull");

    private final LabDatabase database;
    private final HubPort hub;
    private final SyncRules rules;
    private final InstantSource clock;
    private final String enrolledEpoch;
    private final RandomGenerator random;
    private final PushQueue queue;
    private final PushResults.Retry retry;
    private final PushResults results;
    private final FeedPages pages;
    private final Executor beside;
    private Prepared prepared = Prepared.NONE;

    /// @param epoch of this station as it was enrolled
    /// @param beside runs a request while something is kept
    PushWork(LabDatabase database, HubPort hub, SyncSetup setup, String epoch, Executor beside) {
        this.beside = beside;
        this.database = database;
        this.hub = hub;
        this.rules = setup.rules();
        this.clock = setup.clock();
        this.enrolledEpoch = epoch;
        this.random = setup.random();
        EntityTypes types = EntityTypes.STANDARD;
        this.queue = new PushQueue(database.lab(), types);
        this.retry = failures -> clock.instant().plus(rules.retry().waitAfter(failures, random));
        this.results = new PushResults(types, new IdMappings(types, random), retry, this::newId);
        this.pages = new FeedPages(database.lab(), types, results);
    }

    /// A UUIDv7 (RFC 9562).
    private String newId() {
        long version7 = clock.millis() << 16 | 0x7000 | random.nextInt(1 << 12);
        long variant = 1L << 63 | random.nextLong() >>> 2;
        return new UUID(version7, variant).toString();
    }

    /// @param operations the part of the body that stays the same in another life of this store
    /// @param stood the cursor this station stood at when it was put together
    /// @param epoch the life of this store in which it was put together
    private record Request(
            List<String> ids, String operations, String body, String stood, String epoch) {

        private static final Request NOTHING = new Request(List.of(), "", "", "", "");
    }

    /// A batch that is worded and marked as sent, and leaves if all that was under way then is done as expected. If it does not, it is
    /// as one that was sent and lost.
    ///
    /// @param wanted how it was chosen, without what was under way
    private record Prepared(SyncEffect.Push wanted, Request request) {

        private static final Prepared NONE =
                new Prepared(new SyncEffect.Push(false, List.of(), 0), Request.NOTHING);

        private boolean isFor(SyncEffect.Push asked) {
            return !request.ids().isEmpty() && asked.equals(wanted);
        }
    }

    SyncEvent push(SyncEffect.Push wanted) throws StoreException {
        Request request =
                database.write(handle -> request(handle, queue.take(handle, wanted(wanted))));
        return request.ids().isEmpty()
                ? new SyncEvent.PushAnswered(List.of(), new HubAnswer.Accepted<>(NOTHING))
                : sent(request);
    }

    private SyncEvent.PushAnswered sent(Request request) throws StoreException {
        PUSH.debug(
                "{} changes leave, {} characters", request.ids().size(), request.body().length());
        HubAnswer<Push.Answer> answer = answerTo(request);
        logged(answer, request.ids().size());
        return new SyncEvent.PushAnswered(request.ids(), answer);
    }

    private HubAnswer<Push.Answer> answerTo(Request request) throws StoreException {
        HubAnswer<Push.Answer> answer = hub.push(request.body(), request.stood());
        return answer instanceof HubAnswer.Failed<Push.Answer>(HubFailure.Conflicting(var reason))
                ? afterRestore(request, reason)
                : answer;
    }

    /// Tells the hub which of its lots those numbers are that a session names and that the hub lost.
    ///
    /// @return why the session cannot go yet; empty if it can
    Optional<HubFailure> tellFormer(String sessionId) throws StoreException {
        List<Push.IdMapping> former =
                database.read(handle -> IdMappings.formerOf(handle, sessionId));
        if (former.isEmpty()) {
            return Optional.empty();
        }
        String operations = "\"operations\":[],\"idMappings\":" + texts(former);
        Request request =
                database.write(handle ->
                        new Request(
                                List.of(),
                                operations,
                                body(handle, operations),
                                FeedPages.cursor(handle),
                                epoch(handle)));
        HubAnswer<Push.Answer> answer = answerTo(request);
        return switch (answer) {
            case HubAnswer.Accepted<Push.Answer> _ -> Optional.empty();
            case HubAnswer.Failed<Push.Answer>(HubFailure.Conflicting _) ->
                    Optional.of(new HubFailure.Busy(null));
            case HubAnswer.Failed<Push.Answer>(var why) -> Optional.of(why);
        };
    }

    private static final Push.Answer NOTHING = new Push.Answer(true, 0, 0, 0, List.of(), List.of());

    /// The hub knows another life of this station: a backup was restored, or the card was copied. A new life begins.
    private HubAnswer<Push.Answer> afterRestore(Request request, String reason)
            throws StoreException {
        PUSH.warn("lab {}: a new station epoch is made: {}", database.lab().labId(), reason);
        String body =
                database.write(handle -> {
                    SyncState.put(handle, PREVIOUS_EPOCH, epoch(handle));
                    SyncState.put(handle, EPOCH, HexFormat.of().toHexDigits(random.nextLong()));
                    PushQueue.forgetTold(handle);
                    return body(handle, request.operations());
                });
        return hub.push(body, request.stood());
    }

    private static void logged(HubAnswer<Push.Answer> answer, int sent) {
        switch (answer) {
            case HubAnswer.Accepted<Push.Answer>(var body) ->
                    PUSH.info(
                            "{} changes answered: {} failed, {} in conflict",
                            sent,
                            body.failed(),
                            body.conflicts());
            case HubAnswer.Failed<Push.Answer>(var why) ->
                    PUSH.warn("{} changes not brought over: {}", sent, why.text());
        }
    }

    private PushQueue.Wanted wanted(SyncEffect.Push wanted) {
        Instant now = clock.instant();
        return new PushQueue.Wanted(
                wanted.everything(),
                now,
                now.plus(rules.longestPause()),
                new HashSet<>(wanted.without()),
                wanted.most(),
                wanted.only() == null ? null : wanted.only().word());
    }

    private Request request(WriteHandle handle, PushQueue.Batch batch) {
        batch.cycles().forEach(ring -> PUSH.error("changes that wait for each other: {}", ring));
        String operations =
                "\"operations\":["
                        + String.join(",", batch.operations())
                        + "]"
                        + (batch.numbers().isEmpty()
                                ? ""
                                : ",\"idMappings\":" + texts(batch.numbers()));
        return new Request(
                batch.ids(),
                operations,
                body(handle, operations),
                FeedPages.cursor(handle),
                epoch(handle));
    }

    /// Put together as text, because the operations must go out word for word as they were frozen.
    private String body(WriteHandle handle, String operations) {
        String previous =
                SyncState.get(handle, PREVIOUS_EPOCH)
                        .filter(text -> !text.isEmpty())
                        .map(text -> ",\"previousEpoch\":\"" + text + "\"")
                        .orElse("");
        return "{"
                + operations
                + ",\"clientTimestamp\":"
                + clock.millis()
                + ",\"stationEpoch\":\""
                + epoch(handle)
                + "\""
                + previous
                + ",\"confirmedThrough\":"
                + PushQueue.tellConfirmed(handle)
                + "}";
    }

    private static List<String> texts(List<Push.IdMapping> numbers) {
        return numbers.stream().map(one -> Json.write(one).toString()).toList();
    }

    private String epoch(ReadHandle handle) {
        return SyncState.get(handle, EPOCH).orElse(enrolledEpoch);
    }

    /// @param ahead the batch that goes up meanwhile, if it is sure which it is; null for none
    SyncEvent keep(PushOutcome outcome, SyncEffect.@Nullable Push ahead) throws StoreException {
        Prepared ready = prepared;
        prepared = Prepared.NONE;
        if (ahead != null && outcome instanceof PushOutcome.Answered(var answers)) {
            Request next = aheadIfItCan(answers, ahead, ready);
            if (!next.ids().isEmpty()) {
                return keep(outcome, next, ahead);
            }
        }
        return new SyncEvent.PushKept(
                database.write(handle -> kept(handle, outcome, epoch(handle))));
    }

    /// The answers are kept whatever becomes of this: without it the hub only waits a little.
    private Request aheadIfItCan(List<Push.Result> answers, SyncEffect.Push ahead, Prepared ready) {
        try {
            return ahead(answers, ahead, ready);
        } catch (StoreException | RuntimeException e) {
            PUSH.error("lab {}: the next changes cannot be chosen yet", database.lab().labId(), e);
            return Request.NOTHING;
        }
    }

    /// The batch that would be chosen once these answers are kept; an empty one if that is not sure.
    private Request ahead(List<Push.Result> answers, SyncEffect.Push ahead, Prepared ready)
            throws StoreException {
        if (ready.isFor(ahead)) {
            return database.read(handle ->
                    results.areApart(handle, answers)
                                    && ready.request().epoch().equals(epoch(handle))
                            ? ready.request()
                            : Request.NOTHING);
        }
        List<String> done = answers.stream().map(Push.Result::operationId).toList();
        return database.write(handle ->
                results.areApart(handle, answers)
                        ? request(handle, queue.takeAhead(handle, done, wanted(ahead)))
                        : Request.NOTHING);
    }

    /// Ends when both are done, so that nobody begins another request beside it. As the hub takes longer, what would go after `next` is
    /// worded meanwhile.
    private SyncEvent keep(PushOutcome outcome, Request next, SyncEffect.Push ahead)
            throws StoreException {
        FutureTask<SyncEvent.PushAnswered> sending = new FutureTask<>(() -> sent(next));
        beside.execute(sending);
        PushTally tally;
        SyncEvent.PushAnswered answered;
        try {
            tally = database.write(handle -> kept(handle, outcome, next.epoch()));
            prepared = prepareIfItCan(next, ahead);
        } finally {
            answered = answer(sending, next);
        }
        return new SyncEvent.PushKept(tally, answered);
    }

    private Prepared prepareIfItCan(Request underWay, SyncEffect.Push ahead) {
        try {
            return prepare(underWay, ahead);
        } catch (StoreException | RuntimeException e) {
            PUSH.error("lab {}: the next changes cannot be worded yet", database.lab().labId(), e);
            return Prepared.NONE;
        }
    }

    private Prepared prepare(Request underWay, SyncEffect.Push ahead) throws StoreException {
        List<String> without = new ArrayList<>(ahead.without());
        without.addAll(underWay.ids());
        SyncEffect.Push after =
                new SyncEffect.Push(ahead.everything(), without, ahead.most(), ahead.only());
        Request request =
                database.write(handle ->
                        request(handle, queue.takeAhead(handle, underWay.ids(), wanted(after))));
        return new Prepared(after, request);
    }

    /// What is kept stays so, whatever becomes of the other batch.
    private static SyncEvent.PushAnswered answer(
            FutureTask<SyncEvent.PushAnswered> sending, Request next) {
        try {
            return sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sending.cancel(true);
            return cut(next, "the program is ending");
        } catch (ExecutionException e) {
            PUSH.error("{} changes not brought over", next.ids().size(), e);
            return cut(next, String.valueOf(e.getMessage()));
        }
    }

    private static SyncEvent.PushAnswered cut(Request request, String why) {
        return new SyncEvent.PushAnswered(
                request.ids(), new HubAnswer.Failed<>(new HubFailure.Cut(why)));
    }

    /// @param epoch the life of the store that the hub answered to; another one may have begun since
    private PushTally kept(WriteHandle handle, PushOutcome outcome, String epoch) {
        PushTally nothing = PushTally.NOTHING;
        return switch (outcome) {
            case PushOutcome.Answered(var answers) -> {
                if (epoch.equals(epoch(handle))) {
                    SyncState.put(handle, PREVIOUS_EPOCH, "");
                }
                PushResults.Tally tally =
                        results.keep(handle, answers, clock.instant(), rules.ownFailures());
                yield new PushTally(
                        tally.applied(),
                        tally.dropped(),
                        tally.conflicts(),
                        tally.failed(),
                        tally.errors(),
                        tally.types());
            }
            case PushOutcome.Postponed(var ids, var until, var reason) -> {
                PushQueue.postpone(handle, ids, until, reason);
                yield nothing;
            }
            case PushOutcome.FailedByItself(var id, var reason) -> {
                int failures = PushQueue.failures(handle, id) + 1;
                PushQueue.fail(
                        handle, List.of(id), retry.after(failures), reason, rules.ownFailures());
                yield nothing;
            }
            case PushOutcome.SetAside(var id, var reason) -> {
                PushQueue.setAside(handle, id, reason);
                yield nothing;
            }
            case PushOutcome.Held(var reason) -> {
                Outbox.hold(handle, reason);
                yield nothing;
            }
        };
    }

    SyncEvent pull() throws StoreException {
        String from = database.read(FeedPages::cursor);
        Instant sent = clock.instant();
        return new SyncEvent.PageAnswered(
                switch (hub.pull(from)) {
                    case HubAnswer.Accepted<Pull.Page>(var page) ->
                            new HubAnswer.Accepted<>(new FeedPage(from, page, offset(sent, page)));
                    case HubAnswer.Failed<Pull.Page>(var why) -> {
                        PULL.warn("lab {}: {}", database.lab().labId(), why.text());
                        yield new HubAnswer.Failed<>(why);
                    }
                });
    }

    private @Nullable ClockOffset offset(Instant sent, Pull.Page page) {
        return ClockOffset.measured(sent, clock.instant(), Instant.ofEpochMilli(page.timestamp()))
                .orElse(null);
    }

    /// Said once when it goes wrong, and once when it is right again.
    private void keep(WriteHandle handle, ClockOffset offset) {
        boolean before = HubClock.last(handle).filter(ClockOffset::isWrong).isPresent();
        if (offset.isWrong() != before) {
            NETWORK.warn(
                    "lab {}: this station's clock is {} s ahead of the hub's: {}",
                    database.lab().labId(),
                    offset.ahead().toSeconds(),
                    offset.isWrong() ? "too far" : "right again");
        }
        HubClock.keep(handle, offset);
    }

    /// A page that no longer follows what is here is left, and asked for anew.
    SyncEvent keep(FeedPage page) throws StoreException {
        FeedPages.@Nullable Taken taken =
                database.write(handle -> {
                    ClockOffset offset = page.clock();
                    if (offset != null) {
                        keep(handle, offset);
                    }
                    return SyncState.get(handle, FeedPages.CURSOR).equals(Optional.of(page.from()))
                            ? pages.take(handle, page.page(), clock.instant())
                            : null;
                });
        if (taken != null && taken.changes() > 0) {
            PULL.info(
                    "lab {}: {} changes taken, {} skipped",
                    database.lab().labId(),
                    taken.changes(),
                    taken.skipped());
        }
        return new SyncEvent.PageKept(taken == null || page.page().hasMore());
    }
}
