package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.edit.Circumstances;
import io.prepstation.hub.edit.ConflictDesk;
import io.prepstation.hub.edit.PushResult;
import io.prepstation.hub.edit.Pushes;
import io.prepstation.hub.edit.ResolveResult;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.PullResult;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.feed.Restores;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.RunningSession;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.AttachmentResult;
import io.prepstation.hub.sync.Attachments;
import io.prepstation.hub.sync.Comparison;
import io.prepstation.hub.sync.Comparisons;
import io.prepstation.hub.sync.Receipts;
import io.prepstation.hub.sync.UploadResult;
import io.prepstation.hub.sync.Uploads;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.AttachmentUpload.Request;
import io.prepstation.model.sync.AttachmentUpload.State;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The hub's own code on its own file, asked without a network in between.
final class NightHub implements AutoCloseable {

    private static final Set<EntityType> ALL = EnumSet.allOf(EntityType.class);
    private static final int PAGE = 40;
    private static final int WHOLE = 1000;

    private final NightStore store;
    private final InstantSource clock;

    /// What time it is, whatever the hub's clock says.
    private final NightClock truth;

    /// How long the hub waited for somebody else's transaction, until somebody asks.
    private Duration waited = Duration.ZERO;

    private final Random random;
    private final @Nullable NightRule without;
    private final Receipts receipts;
    private HubDatabase database;
    private Pushes pushes;
    private Pulls pulls;
    private Uploads uploads;
    private Attachments attachments;
    private io.prepstation.hub.sync.Download download;
    private final Map<String, Load> loads = new HashMap<>();
    private int loaded;
    private Comparisons comparisons;
    private ConflictDesk desk;
    private boolean putBack;

    /// @param data of the hub
    NightHub(
            Path data,
            NightStore store,
            NightClock.Wrist clock,
            Random random,
            @Nullable NightRule without)
            throws StoreException {
        this.store = store;
        this.clock = clock;
        this.truth = clock.night;
        this.random = random;
        this.without = without;
        this.database = store.open();
        this.receipts =
                Receipts.open(
                        new DataDirectory(data).receiptKey(),
                        database.read(tables -> tables.identity().find()).orElseThrow());
        begin();
    }

    private void begin() {
        loads.clear();
        Feed feed = new Feed(clock);
        Circumstances circumstances =
                new Circumstances(
                        clock, () -> new UUID(random.nextLong(), random.nextLong()).toString());
        pushes = new Pushes(database, feed, circumstances);
        pulls = new Pulls(database, clock);
        uploads = new Uploads(database, feed, receipts, clock);
        attachments = new Attachments(database, clock);
        download = new io.prepstation.hub.sync.Download(database, clock);
        comparisons = new Comparisons(database, clock);
        desk = new ConflictDesk(database, feed, circumstances);
    }

    /// The ids of the sessions that it shows as running.
    List<String> running() {
        try {
            return database
                    .read(tables -> tables.runningSessions().running(List.of(TestHub.LAB)))
                    .stream()
                    .map(RunningSession::id)
                    .toList();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    /// The program ends and begins again; now and then the file is opened anew too, which takes longest.
    void restart() throws StoreException {
        if (random.nextInt(4) == 0) {
            database.close();
            database = store.open();
        }
        begin();
    }

    void backUp() throws Exception {
        database = store.backUp(database);
        begin();
    }

    /// Puts the last backup in the place of the database.
    ///
    /// @return whether there was one
    boolean restore() throws Exception {
        if (!store.hasBackup()) {
            return false;
        }
        store.letGo();
        String feedEpoch = feedEpoch();
        database.close();
        store.putBack();
        putBack = true;
        database = store.open();
        if (without == NightRule.A_RESTORED_HUB_BEGINS_ANOTHER_FEED) {
            store.run("UPDATE hub_identity SET feed_epoch = '" + feedEpoch + "'");
        }
        store.restored(
                new Restores(
                        database,
                        clock,
                        () -> new UUID(random.nextLong(), random.nextLong()).toString()));
        if (without == NightRule.EACH_LIFE_HAS_ITS_NUMBERS) {
            store.run("UPDATE entity_numbers SET last = 1000000");
        }
        begin();
        return true;
    }

    /// Whether things may have been there of which its feed tells nothing any more.
    boolean wasPutBack() {
        return putBack;
    }

    /// Somebody begins a transaction in the hub's database and goes away for so long.
    ///
    /// @return what it has; empty where nobody can
    Optional<HeldTransaction.Kind> hold(Random chance, Duration time) {
        return store.hold(chance, truth.now.plus(time));
    }

    void letGo() {
        store.letGo();
    }

    /// What another program does to its database, where nothing keeps it from that.
    void tamper() {
        switch (without) {
            case FEED_NUMBERS_HAVE_NO_GAPS -> store.run("DELETE FROM feed WHERE feed_seq = 3");
            case THE_HUBS_TRAIL_IS_CHAINED ->
                    store.run(
                            "INSERT INTO hub_audit (sequence, body, previous_hash, hash)"
                                    + " SELECT max(sequence) + 1, body, previous_hash, hash FROM hub_audit");
            case SESSIONS_ARE_KEPT_AS_SIGNED -> {
                store.run("DROP TRIGGER sessions_keep");
                store.run("UPDATE sessions SET bundle = replace(bundle, 'SIM-1', 'SIM-2')");
            }
            case null, default -> {
                // Its database is left alone.
            }
        }
    }

    /// Somebody works at the hub itself, unless another one is in the way.
    ///
    /// @return what was done; empty if nothing was
    Optional<String> work(NightOffice office) throws StoreException {
        return store.held().isPresent() ? Optional.empty() : Optional.of(office.act(database));
    }

    /// How long it waited for others since this was last asked, in virtual time.
    Duration waited() {
        Duration time = waited;
        waited = Duration.ZERO;
        return time;
    }

    @FunctionalInterface
    private interface Asking<T> {
        T answer() throws StoreException;
    }

    /// A hub whose store refuses asks to come back later (`STORE_UNAVAILABLE`), and has kept nothing.
    private <T> HubAnswer<T> asked(Asking<HubAnswer<T>> asking) {
        Optional<HeldTransaction> held = store.held();
        Duration left =
                held.map(one -> Duration.between(truth.now, one.until)).orElse(Duration.ZERO);
        if (!left.isPositive()) {
            store.letGo();
        }
        if (left.compareTo(HeldTransaction.HUB_WAITS) >= 0) {
            return perhaps(asking);
        }
        store.held().ifPresent(HeldTransaction::endsSoon);
        HubAnswer<T> answer = perhaps(asking);
        if (store.held().isPresent()) {
            store.letGo();
            if (answer instanceof HubAnswer.Failed<T>(HubFailure.Busy _)) {
                // The machine was busy, and the server ended it too late.
                waited = Duration.ZERO;
                answer = perhaps(asking);
            }
        }
        return answer;
    }

    private <T> HubAnswer<T> perhaps(Asking<HubAnswer<T>> asking) {
        try {
            return asking.answer();
        } catch (StoreException e) {
            if (store.held().isEmpty() || !e.temporary()) {
                throw new AssertionError(e);
            }
            waited = waited.plus(HeldTransaction.HUB_WAITS);
            return failed(new HubFailure.Busy(null));
        }
    }

    private String feedEpoch() throws StoreException {
        return database.read(tables -> tables.identity().find()).orElseThrow().feedEpoch();
    }

    HubAnswer<Receipt> upload(Station station, String bundle, String stood) {
        return asked(() -> {
            byte[] body = bundle.getBytes(StandardCharsets.UTF_8);
            return switch (uploads.receive(station, body, Cursor.parse(stood))) {
                case UploadResult.Received(var receipt, _) -> new HubAnswer.Accepted<>(receipt);
                case UploadResult.Refused(var why) ->
                        failed(new HubFailure.Refused(why.field(), why.reason()));
                case UploadResult.Different(var reason) ->
                        failed(new HubFailure.Conflicting(reason));
                case UploadResult.OtherFeed(var gone) ->
                        failed(new HubFailure.Gone(gone.code(), gone.restoredAt()));
                case UploadResult.Denied(_, _, var reason) ->
                        failed(new HubFailure.NotAllowed(reason));
                case UploadResult.Incomplete(_, var reason) ->
                        failed(new HubFailure.Incomplete(reason));
                case UploadResult.Malformed(var reason) ->
                        failed(new HubFailure.NotUnderstood(null, reason));
            };
        });
    }

    HubAnswer<State> announce(Station station, Request attachment) {
        return asked(() -> answer(attachments.announce(station, attachment)));
    }

    HubAnswer<State> piece(Station station, String sha256, long offset, byte[] bytes) {
        return asked(() -> answer(attachments.receive(station, sha256, offset, bytes)));
    }

    private static HubAnswer<State> answer(AttachmentResult result) {
        return switch (result) {
            case AttachmentResult.Taken(var state) -> new HubAnswer.Accepted<>(state);
            case AttachmentResult.Unknown _ -> failed(new HubFailure.NotFound("not announced"));
            case AttachmentResult.Ahead(var state) ->
                    failed(new HubFailure.Conflicting(state.toString()));
            case AttachmentResult.Refused(var why) ->
                    failed(new HubFailure.Refused(why.field(), why.reason()));
        };
    }

    private static <T> HubAnswer<T> failed(HubFailure why) {
        return new HubAnswer.Failed<>(why);
    }

    Station station(String id) throws StoreException {
        store.letGo();
        return database.read(tables -> tables.stations().find(id)).orElseThrow();
    }

    HubAnswer<Push.Answer> push(Station station, String body, String stood) {
        forget();
        Push.Request request;
        try {
            request = Json.read(Json.parseObject(body), Push.Request.class);
        } catch (MalformedJson e) {
            return new HubAnswer.Failed<>(
                    new HubFailure.NotUnderstood(null, String.valueOf(e.getMessage())));
        }
        return asked(() ->
                switch (pushes.receive(station, request, Cursor.parse(stood))) {
                    case PushResult.Done(var answer) -> new HubAnswer.Accepted<>(answer);
                    case PushResult.OtherFeed(var gone) ->
                            new HubAnswer.Failed<>(
                                    new HubFailure.Gone(gone.code(), gone.restoredAt()));
                    case PushResult.OtherStore(_, _, var reason) ->
                            new HubAnswer.Failed<>(new HubFailure.Conflicting(reason));
                    case PushResult.OtherSchema(_, var reason) ->
                            new HubAnswer.Failed<>(new HubFailure.NotAllowed(reason));
                });
    }

    private void forget() {
        if (without == NightRule.OPERATIONS_ARE_REMEMBERED) {
            store.run("DELETE FROM operations");
        }
        if (without == NightRule.NUMBERS_ARE_REMEMBERED) {
            store.run("DELETE FROM id_mappings");
        }
    }

    HubAnswer<Conflicts.Answer> resolve(Station station, Conflicts.Request choice, String stood) {
        return asked(() ->
                switch (desk.resolve(station, choice, Cursor.parse(stood))) {
                    case ResolveResult.Resolved(var answer) -> new HubAnswer.Accepted<>(answer);
                    case ResolveResult.Unknown _ -> failed(new HubFailure.NotFound("no conflict"));
                    case ResolveResult.Overtaken(var code, _) ->
                            failed(new HubFailure.Conflicting(code));
                    case ResolveResult.Refused(_, var field, var reason) ->
                            failed(new HubFailure.Refused(field, reason));
                    case ResolveResult.OtherFeed(var gone) ->
                            failed(new HubFailure.Gone(gone.code(), gone.restoredAt()));
                    case ResolveResult.Denied(var reason) ->
                            failed(new HubFailure.NotAllowed(reason));
                });
    }

    HubAnswer<Pull.Page> pull(Station station, String cursor) {
        return pull(station, cursor, PAGE);
    }

    private HubAnswer<Pull.Page> pull(Station station, String cursor, int most) {
        return asked(() -> {
            Optional<Cursor> from = Cursor.parse(cursor);
            return switch (pulls.after(station, from, ALL, most)) {
                case PullResult.Page(var page) -> new HubAnswer.Accepted<>(page);
                case PullResult.Gone(var code, _, var restoredAt) ->
                        new HubAnswer.Failed<>(new HubFailure.Gone(code, restoredAt));
            };
        });
    }

    /// What is sent of a load.
    static final class Load {

        final String etag;

        /// 0 for a file from its beginning.
        final long from;

        final byte[] bytes;

        private Load(String etag, long from, byte[] bytes) {
            this.etag = etag;
            this.from = from;
            this.bytes = bytes;
        }
    }

    /// The rest of the file the station has a part of, if it is kept; else another one.
    HubAnswer<Load> download(Station station, LabKey lab, Optional<HalfLoad.Left> left) {
        return asked(() -> {
            Load kept = loads.get(station.id());
            if (kept != null
                    && left.isPresent()
                    && left.get().etag().equals(kept.etag)
                    && left.get().size() < kept.bytes.length) {
                int from = Math.toIntExact(left.get().size());
                byte[] rest = Arrays.copyOfRange(kept.bytes, from, kept.bytes.length);
                return new HubAnswer.Accepted<>(new Load(kept.etag, from, rest));
            }
            Load next = new Load("load-" + loaded++, 0, packed(lab));
            loads.put(station.id(), next);
            return new HubAnswer.Accepted<>(next);
        });
    }

    private byte[] packed(LabKey lab) throws StoreException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream packed =
                new PrintStream(new GZIPOutputStream(bytes), false, StandardCharsets.UTF_8)) {
            download.send(
                    lab.labId(), ALL, OptionalLong.empty(), line -> packed.print(line + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    /// What it holds of a lab, for a station to compare with.
    SumsPort sums(String labId) {
        return new SumsPort() {
            @Override
            public HubAnswer<HashSums.Answer> sums(String stood) {
                return compared(
                        cursor -> comparisons.sums(labId, cursor),
                        stood,
                        answer -> ((Comparison.Summed) answer).sums());
            }

            @Override
            public HubAnswer<HashSums.Entries> entries(
                    String stood, EntityType type, Set<Integer> buckets) {
                return compared(
                        cursor -> comparisons.entries(labId, cursor, type, buckets),
                        stood,
                        answer -> ((Comparison.Listed) answer).entries());
            }
        };
    }

    @FunctionalInterface
    private interface Comparing {
        Comparison at(Cursor stood) throws StoreException;
    }

    private static <T> HubAnswer<T> compared(
            Comparing comparing, String stood, Function<Comparison, T> body) {
        try {
            Comparison answer = comparing.at(Cursor.parse(stood).orElseThrow());
            return switch (answer) {
                case Comparison.Summed _, Comparison.Listed _ ->
                        new HubAnswer.Accepted<>(body.apply(answer));
                case Comparison.Behind _ -> failed(new HubFailure.Conflicting("behind"));
                case Comparison.OtherFeed(var gone) ->
                        failed(new HubFailure.Gone(gone.code(), gone.restoredAt()));
            };
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    /// The whole feed from its beginning.
    List<Pull.Change> history(Station station) {
        List<Pull.Change> changes = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            Pull.Page page =
                    switch (pull(station, cursor, WHOLE)) {
                        case HubAnswer.Accepted<Pull.Page>(var body) -> body;
                        case HubAnswer.Failed<Pull.Page>(var why) ->
                                throw new AssertionError(why.text());
                    };
            changes.addAll(page.changes());
            cursor = page.nextCursor();
            more = page.hasMore();
        }
        return changes;
    }

    /// What the later of two edits of a note came over: nobody is asked about it, and the hub keeps both.
    Set<String> overruledNotes(String labId) {
        Set<String> texts = new HashSet<>();
        @Nullable String before = "";
        while (before != null) {
            try {
                Conflicts.Page page = desk.page(labId, "resolved", EntityType.NOTES.word(), before);
                page.conflicts().stream()
                        .filter(one -> "hub".equals(one.resolvedBy()))
                        .forEach(one -> texts.add(one.localData().path("text").asText()));
                before = page.next();
            } catch (StoreException e) {
                throw new AssertionError(e);
            }
        }
        return texts;
    }

    HubDatabase database() {
        return database;
    }

    /// What of a change is the entity's own content.
    static ObjectNode content(EntityType type, Pull.Change last) {
        return type.shape().content(last.data());
    }

    @Override
    public void close() {
        database.close();
        store.close();
    }
}
