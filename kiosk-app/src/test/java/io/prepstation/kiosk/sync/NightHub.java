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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The hub's own code on its own file, asked without a network in between.
final class NightHub implements AutoCloseable {

    private static final Set<EntityType> ALL = EnumSet.allOf(EntityType.class);
    private static final int PAGE = 40;
    private static final int WHOLE = 1000;

    private final Path file;
    private final InstantSource clock;
    private final Random random;
    private final @Nullable NightRule without;
    private final Path backup;
    private final Receipts receipts;
    private HubDatabase database;
    private Pushes pushes;
    private Pulls pulls;
    private Uploads uploads;
    private Attachments attachments;
    private io.prepstation.hub.sync.Download download;
    private Comparisons comparisons;
    private ConflictDesk desk;

    NightHub(Path file, InstantSource clock, Random random, @Nullable NightRule without)
            throws StoreException {
        this.file = file;
        this.clock = clock;
        this.random = random;
        this.without = without;
        this.database = HubDatabase.open(file);
        this.backup = file.resolveSibling("backup.db");
        this.receipts =
                Receipts.open(
                        new DataDirectory(Objects.requireNonNull(file.getParent())).receiptKey(),
                        database.read(tables -> tables.identity().find()).orElseThrow());
        begin();
    }

    private void begin() {
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

    /// The program ends and begins again; now and then the file is opened anew too, which takes longest.
    void restart() throws StoreException {
        if (random.nextInt(4) == 0) {
            database.close();
            database = HubDatabase.open(file);
        }
        begin();
    }

    void backUp() throws Exception {
        Files.deleteIfExists(backup);
        database.backUp(backup);
    }

    /// Puts the last backup in the place of the database.
    ///
    /// @return whether there was one
    boolean restore() throws Exception {
        if (!Files.exists(backup)) {
            return false;
        }
        String feedEpoch = feedEpoch();
        database.close();
        for (String beside : List.of("-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + beside));
        }
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        database = HubDatabase.open(file);
        if (without == NightRule.A_RESTORED_HUB_BEGINS_ANOTHER_FEED) {
            run("UPDATE hub_identity SET feed_epoch = '" + feedEpoch + "'");
        }
        new Restores(
                        database,
                        clock,
                        () -> new UUID(random.nextLong(), random.nextLong()).toString())
                .notice();
        begin();
        return true;
    }

    private String feedEpoch() throws StoreException {
        return database.read(tables -> tables.identity().find()).orElseThrow().feedEpoch();
    }

    HubAnswer<Receipt> upload(Station station, String bundle, String stood) {
        try {
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
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    HubAnswer<State> announce(Station station, Request attachment) {
        try {
            return answer(attachments.announce(station, attachment));
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    HubAnswer<State> piece(Station station, String sha256, long offset, byte[] bytes) {
        try {
            return answer(attachments.receive(station, sha256, offset, bytes));
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
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
        return database.read(tables -> tables.stations().find(id)).orElseThrow();
    }

    HubAnswer<Push.Answer> push(Station station, String body, String stood) {
        forget();
        try {
            Push.Request request = Json.read(Json.parseObject(body), Push.Request.class);
            return switch (pushes.receive(station, request, Cursor.parse(stood))) {
                case PushResult.Done(var answer) -> new HubAnswer.Accepted<>(answer);
                case PushResult.OtherFeed(var gone) ->
                        new HubAnswer.Failed<>(new HubFailure.Gone(gone.code(), gone.restoredAt()));
                case PushResult.OtherStore(_, _, var reason) ->
                        new HubAnswer.Failed<>(new HubFailure.Conflicting(reason));
            };
        } catch (MalformedJson e) {
            return new HubAnswer.Failed<>(
                    new HubFailure.NotUnderstood(null, String.valueOf(e.getMessage())));
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private void forget() {
        if (without == NightRule.OPERATIONS_ARE_REMEMBERED) {
            run("DELETE FROM operations");
        }
        if (without == NightRule.NUMBERS_ARE_REMEMBERED) {
            run("DELETE FROM id_mappings");
        }
    }

    private void run(String sql) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    HubAnswer<Conflicts.Answer> resolve(Station station, Conflicts.Request choice, String stood) {
        try {
            return switch (desk.resolve(station, choice, Cursor.parse(stood))) {
                case ResolveResult.Resolved(var answer) -> new HubAnswer.Accepted<>(answer);
                case ResolveResult.Unknown _ -> failed(new HubFailure.NotFound("no conflict"));
                case ResolveResult.Overtaken(var code, _) ->
                        failed(new HubFailure.Conflicting(code));
                case ResolveResult.Refused(_, var field, var reason) ->
                        failed(new HubFailure.Refused(field, reason));
                case ResolveResult.OtherFeed(var gone) ->
                        failed(new HubFailure.Gone(gone.code(), gone.restoredAt()));
                case ResolveResult.Denied(var reason) -> failed(new HubFailure.NotAllowed(reason));
            };
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    HubAnswer<Pull.Page> pull(Station station, String cursor) {
        return pull(station, cursor, PAGE);
    }

    private HubAnswer<Pull.Page> pull(Station station, String cursor, int most) {
        try {
            Optional<Cursor> from = Cursor.parse(cursor);
            return switch (pulls.after(station, from, ALL, most)) {
                case PullResult.Page(var page) -> new HubAnswer.Accepted<>(page);
                case PullResult.Gone(var code, _, var restoredAt) ->
                        new HubAnswer.Failed<>(new HubFailure.Gone(code, restoredAt));
            };
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    HubAnswer<Download> download(LabKey lab) {
        DownloadLines lines = new DownloadLines(lab);
        try {
            download.send(
                    lab.labId(),
                    ALL,
                    line -> lines.line(line.toString().getBytes(StandardCharsets.UTF_8)));
            return new HubAnswer.Accepted<>(lines.whole());
        } catch (MalformedJson | StoreException e) {
            throw new AssertionError(e);
        }
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

    /// What of a change is the entity's own content.
    static ObjectNode content(EntityType type, Pull.Change last) {
        return type.shape().content(last.data());
    }

    @Override
    public void close() {
        database.close();
    }
}
