package io.prepstation.kiosk.sync;

import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.RetrySchedule;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A core with a hub's key, and words to say where it stands and what it is told.
final class CoreBench {

    static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    static final SyncRules RULES =
            new SyncRules(
                    new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                    8,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(1),
                    Duration.ofHours(1),
                    true,
                    50);
    static final KeyPair HUB_KEY = newKey();
    static final WaitingUpload FIRST = upload("1");
    static final WaitingUpload SECOND = upload("2");

    final SyncCore core = new SyncCore(RULES, new Random(7), SigningKey.rawPublicKey(HUB_KEY));

    static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static WaitingUpload upload(String name) {
        return new WaitingUpload("op-" + name, "session-" + name, "hash-" + name, 0, NOW);
    }

    static WaitingUpload postponed(WaitingUpload upload, int ownFailures, Instant until) {
        return new WaitingUpload(
                upload.operationId(), upload.sessionId(), upload.contentHash(), ownFailures, until);
    }

    static Receipt receipt(WaitingUpload upload) {
        return receipt(HUB_KEY, upload.sessionId(), upload.contentHash());
    }

    static Receipt receipt(KeyPair key, String sessionId, String contentHash) {
        return Receipt.signed(key.getPrivate(), "hub-key", sessionId, contentHash, 1, 2);
    }

    static Backlog backlog(WaitingUpload... waiting) {
        return new Backlog(
                waiting.length,
                waiting.length == 0 ? null : NOW.minusSeconds(60),
                null,
                null,
                List.of(waiting));
    }

    static EngineState resting() {
        return EngineState.initial(true).seeing(new HubSight.Answering());
    }

    /// A core with that setting.
    static SyncCore coreThat(boolean syncsOnReconnect) {
        return new SyncCore(
                new SyncRules(
                        RULES.retry(),
                        RULES.ownFailures(),
                        RULES.probeEvery(),
                        RULES.settle(),
                        RULES.lookEvery(),
                        RULES.longestPause(),
                        syncsOnReconnect,
                        RULES.batch()),
                new Random(7),
                SigningKey.rawPublicKey(HUB_KEY));
    }

    static HubSight.Away away(boolean connects, Instant retryAt) {
        return new HubSight.Away(NOW.minusSeconds(30), 3, retryAt, connects, "gone");
    }

    Next step(EngineState state, SyncEvent event) {
        return core.step(state, event, NOW);
    }

    /// Several events one after the other at the same moment; the last one's answer.
    Next steps(EngineState state, SyncEvent... events) {
        Next next = Next.of(state);
        for (SyncEvent event : events) {
            next = step(next.state(), event);
        }
        return next;
    }

    /// A session is on its way.
    EngineState sending(WaitingUpload... waiting) {
        return steps(
                        resting(),
                        new SyncEvent.WorkAdded(),
                        new SyncEvent.QueueRead(backlog(waiting)))
                .state();
    }

    Next answered(EngineState state, Receipt receipt) {
        return step(state, new SyncEvent.UploadAnswered(new HubAnswer.Accepted<>(receipt)));
    }

    Next failed(EngineState state, HubFailure why) {
        return step(state, new SyncEvent.UploadAnswered(new HubAnswer.Failed<>(why)));
    }

    /// A backlog with so many changes of entities besides, after the first load.
    static Backlog changes(int waiting, WaitingUpload... uploads) {
        Backlog sessions = backlog(uploads);
        return new Backlog(
                waiting + uploads.length,
                NOW.minusSeconds(60),
                null,
                null,
                sessions.next(),
                new Backlog.Edits(waiting, waiting == 0 ? null : NOW, 0, true, false),
                null);
    }

    static SyncEvent.PushAnswered pushed(HubAnswer<Push.Answer> answer, String... ids) {
        return new SyncEvent.PushAnswered(List.of(ids), answer);
    }

    static HubAnswer<Push.Answer> taken() {
        return new HubAnswer.Accepted<>(new Push.Answer(true, 1, 0, 0, List.of(), List.of()));
    }

    static SyncEvent page(boolean more) {
        return new SyncEvent.PageAnswered(
                new HubAnswer.Accepted<>(
                        new FeedPage(
                                "c1", new Pull.Page(true, 1, List.of(), more, 1, "c2", 9), null)));
    }

    static SyncEvent downloaded() {
        return new SyncEvent.DownloadAnswered(new HubAnswer.Accepted<>(12));
    }

    static SyncEvent probed() {
        return new SyncEvent.ProbeAnswered(new HubAnswer.Accepted<>(Duration.ofMillis(3)));
    }

    static SyncEvent notReached() {
        return new SyncEvent.ProbeAnswered(
                new HubAnswer.Failed<>(new HubFailure.Unreachable("refused")));
    }

    static UploadOutcome stored(Next next) {
        return only(next, SyncEffect.Store.class).outcome();
    }

    static Instant alarm(Next next) {
        return only(next, SyncEffect.WakeAt.class).at();
    }

    static <T extends SyncEffect> T only(Next next, Class<T> kind) {
        return next.effects().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((one, other) -> {
                    throw new AssertionError("more than one in " + next.effects());
                })
                .orElseThrow(() -> new AssertionError("none in " + next.effects()));
    }

    static List<SyncEffect> effects(SyncEffect... effects) {
        return Arrays.asList(effects);
    }
}
