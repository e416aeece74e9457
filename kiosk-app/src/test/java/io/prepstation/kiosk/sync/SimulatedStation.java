package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.UploadOutcome.Conflicted;
import io.prepstation.kiosk.sync.UploadOutcome.Held;
import io.prepstation.kiosk.sync.UploadOutcome.Postponed;
import io.prepstation.kiosk.sync.UploadOutcome.Received;
import io.prepstation.kiosk.sync.UploadOutcome.Rejected;
import io.prepstation.kiosk.sync.UploadOutcome.SetAside;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A station in virtual time: the real core, a file that survives the program, a program that dies when it is told to.
final class SimulatedStation {

    /// A row of the outbox.
    record Row(WaitingUpload upload, Instant queued, String status, String reason) {

        boolean isFinal() {
            return List.of("acknowledged", "rejected", "conflict", "aside").contains(status);
        }

        boolean isWaiting() {
            return !isFinal();
        }
    }

    /// How the hub, and what lies before it, answers at this moment.
    interface World {
        HubAnswer<Receipt> upload(WaitingUpload upload);

        HubAnswer<Integer> download();

        HubAnswer<Duration> probe();

        boolean storeFails();
    }

    final Map<String, Row> file = new TreeMap<>();

    private final World world;
    private final Random random;
    private final Deque<SyncEffect.Task> tasks = new ArrayDeque<>();
    private Instant now = CoreBench.NOW;
    private Instant alarm = now;
    private SyncCore core;
    private EngineState state = EngineState.initial(true);

    SimulatedStation(World world, Random random) {
        this.world = world;
        this.random = random;
        this.core = newCore();
        restart();
    }

    EngineState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    void queue(String session) {
        WaitingUpload upload =
                new WaitingUpload("op-" + session, session, "hash-" + session, 0, now);
        file.put(session, new Row(upload, now, "pending", ""));
        tell(new SyncEvent.WorkAdded());
    }

    void tell(SyncEvent event) {
        Next next = core.step(state, event, now);
        state = next.state();
        for (SyncEffect effect : next.effects()) {
            switch (effect) {
                case SyncEffect.Task task -> tasks.add(task);
                case SyncEffect.WakeAt(var at) -> alarm = at;
                case SyncEffect.NightOver _, SyncEffect.RoundEnded _, SyncEffect.Explain _ -> {}
            }
        }
        requireOneThingUnderWay(event);
    }

    /// An engine that waits for an answer nobody will give would wait for ever.
    private void requireOneThingUnderWay(SyncEvent event) {
        int expected = state.activity() instanceof Activity.Resting ? 0 : 1;
        if (tasks.size() != expected) {
            throw new AssertionError(
                    event + " left " + tasks + " under way in " + state.activity());
        }
    }

    /// The program is gone; the file is not.
    void restart() {
        tasks.clear();
        core = newCore();
        state = EngineState.initial(true);
        tell(new SyncEvent.Started());
    }

    /// Does the outstanding piece of work, or lets time pass until the alarm.
    void goOn() {
        SyncEffect.Task task = tasks.poll();
        if (task == null) {
            now = alarm.isAfter(now) ? alarm : now.plusMillis(1);
            tell(new SyncEvent.Tick());
        } else {
            now = now.plusMillis(1);
            tell(done(task));
        }
    }

    /// Does the outstanding work, then dies before the core hears of it.
    void dieAfterWork() {
        SyncEffect.Task task = tasks.poll();
        if (task != null) {
            done(task);
        }
        restart();
    }

    void jumpClock(Duration jump) {
        now = now.plus(jump);
    }

    private SyncCore newCore() {
        return new SyncCore(CoreBench.RULES, random, SigningKey.rawPublicKey(CoreBench.HUB_KEY));
    }

    private SyncEvent done(SyncEffect.Task task) {
        if (world.storeFails() && !(task instanceof SyncEffect.Probe)) {
            return new SyncEvent.StoreFailed("disk full");
        }
        return switch (task) {
            case SyncEffect.ReadQueue _ -> new SyncEvent.QueueRead(backlog());
            case SyncEffect.Upload(var upload) -> {
                put(upload, "sent", file.get(upload.sessionId()).reason());
                yield new SyncEvent.UploadAnswered(world.upload(upload));
            }
            case SyncEffect.Store(var outcome) -> {
                keep(outcome);
                yield new SyncEvent.Stored();
            }
            case SyncEffect.Download _ -> new SyncEvent.DownloadAnswered(world.download());
            case SyncEffect.Probe _ -> new SyncEvent.ProbeAnswered(world.probe());
            case SyncEffect.Push _,
                    SyncEffect.KeepPush _,
                    SyncEffect.Pull _,
                    SyncEffect.KeepPage _ ->
                    throw new AssertionError("this station has sessions only: " + task);
        };
    }

    private Backlog backlog() {
        List<WaitingUpload> next =
                file.values().stream()
                        .filter(Row::isWaiting)
                        .sorted(
                                Comparator.comparing((Row row) -> !row.reason().isEmpty())
                                        .thenComparing(row -> due(row.upload()))
                                        .thenComparing(row -> row.upload().operationId()))
                        .map(Row::upload)
                        .toList();
        Instant oldest =
                file.values().stream()
                        .filter(Row::isWaiting)
                        .map(Row::queued)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        List<WaitingUpload> first = next.subList(0, Math.min(5, next.size()));
        return new Backlog(next.size(), oldest, null, null, first);
    }

    private Instant due(WaitingUpload upload) {
        Instant at = upload.nextAttemptAt();
        return at.isAfter(now.plus(CoreBench.RULES.longestPause())) ? Instant.EPOCH : at;
    }

    private void keep(UploadOutcome outcome) {
        WaitingUpload upload = outcome.upload();
        switch (outcome) {
            case Received(_, var receipt) -> put(upload, "acknowledged", receipt.signature());
            case Rejected(_, var field, var reason) ->
                    put(upload, "rejected", field + ": " + reason);
            case Conflicted(_, var reason) -> put(upload, "conflict", reason);
            case SetAside(_, var reason) -> put(upload, "aside", reason);
            case Postponed(_, var failures, var until, var reason) ->
                    put(CoreBench.postponed(upload, failures, until), "pending", reason);
            case Held(_, var reason) ->
                    List.copyOf(file.values()).stream()
                            .filter(Row::isWaiting)
                            .forEach(row -> put(row.upload(), "held", reason));
        }
    }

    /// A final state is final.
    private void put(WaitingUpload upload, String status, String reason) {
        Row before = file.get(upload.sessionId());
        if (before.isFinal()) {
            throw new AssertionError(before + " became " + status);
        }
        file.put(upload.sessionId(), new Row(upload, before.queued(), status, reason));
    }
}
