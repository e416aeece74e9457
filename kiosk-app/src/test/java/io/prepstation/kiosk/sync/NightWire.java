package io.prepstation.kiosk.sync;

import io.prepstation.hub.store.Station;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
        TWICE,
        DELAYED,
        BUSY,
        BROKEN,
        TOO_BIG,
        NOT_LET_IN,
        LOGIN_PAGE
    }

    private final NightHub hub;
    private final Station station;
    private final Random random;
    private final @Nullable NightRule without;
    boolean bad;
    boolean away;
    Duration passed = Duration.ZERO;

    NightWire(NightHub hub, Station station, Random random, @Nullable NightRule without) {
        this.hub = hub;
        this.station = station;
        this.random = random;
        this.without = without;
    }

    Station station() {
        return station;
    }

    @Override
    public HubAnswer<Receipt> upload(String bundle) {
        throw new AssertionError("no sessions in these nights");
    }

    @Override
    public HubAnswer<Push.Answer> push(String request) {
        Supplier<HubAnswer<Push.Answer>> doing = () -> answers(hub.push(station, sent(request)));
        return carried(doing);
    }

    @Override
    public HubAnswer<Pull.Page> pull(String cursor) {
        return carried(() -> page(hub.pull(station, cursor)));
    }

    @Override
    public HubAnswer<Download> download(LabKey lab) {
        return carried(() -> hub.download(lab));
    }

    @Override
    public HubAnswer<Duration> probe() {
        return carried(() -> new HubAnswer.Accepted<>(Duration.ofMillis(2)));
    }

    private <T> HubAnswer<T> carried(Supplier<HubAnswer<T>> doing) {
        passed = passed.plusMillis(1 + random.nextInt(40));
        if (away) {
            return new HubAnswer.Failed<>(new HubFailure.Unreachable("partition"));
        }
        Fate fate = bad ? Fate.values()[random.nextInt(Fate.values().length)] : Fate.ARRIVES;
        return switch (fate) {
            case ARRIVES -> doing.get();
            case REFUSED -> new HubAnswer.Failed<>(new HubFailure.Unreachable("refused"));
            case LOST_ON_THE_WAY -> new HubAnswer.Failed<>(new HubFailure.Cut("reset"));
            case ANSWER_LOST -> {
                var _ = doing.get();
                yield new HubAnswer.Failed<>(new HubFailure.Cut("answer lost"));
            }
            case TWICE -> {
                var _ = doing.get();
                yield doing.get();
            }
            case DELAYED -> {
                passed = passed.plusSeconds(random.nextInt(90));
                yield doing.get();
            }
            case BUSY -> new HubAnswer.Failed<>(new HubFailure.Busy(Duration.ofSeconds(20)));
            case BROKEN -> new HubAnswer.Failed<>(new HubFailure.HubBroken(500));
            case TOO_BIG -> new HubAnswer.Failed<>(new HubFailure.Unintelligible("413 of a proxy"));
            case NOT_LET_IN -> new HubAnswer.Failed<>(new HubFailure.NotAllowed("expired"));
            case LOGIN_PAGE -> new HubAnswer.Failed<>(new HubFailure.Unintelligible("a page"));
        };
    }

    private String sent(String request) {
        return without == NightRule.EDITS_NAME_THEIR_BASE
                ? request.replaceAll("\"baseVersion\":\\d+", "\"schema2\":1")
                        .replaceAll("\"baseHash\":\"[0-9a-f]+\"", "\"schema3\":1")
                : request;
    }

    private HubAnswer<Push.Answer> answers(HubAnswer<Push.Answer> answer) {
        if (without != NightRule.ANSWERS_BY_ID
                || !(answer instanceof HubAnswer.Accepted<Push.Answer>(var body))) {
            return answer;
        }
        List<String> ids =
                new ArrayList<>(body.results().stream().map(Push.Result::operationId).toList());
        Collections.rotate(ids, 1);
        List<Push.Result> mixed = new ArrayList<>();
        for (int n = 0; n < ids.size(); n++) {
            mixed.add(renamed(body.results().get(n), ids.get(n)));
        }
        return new HubAnswer.Accepted<>(
                new Push.Answer(true, mixed.size(), 0, 0, mixed, body.idMappings()));
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
        return switch (answer) {
            case HubAnswer.Accepted<Pull.Page>(var page) -> new HubAnswer.Accepted<>(page(page));
            case HubAnswer.Failed<Pull.Page>(HubFailure.Gone _)
                    when without == NightRule.RELOADED_WHEN_LOST ->
                    new HubAnswer.Failed<>(new HubFailure.Unintelligible("410"));
            case HubAnswer.Failed<Pull.Page> failed -> failed;
        };
    }

    private Pull.Page page(Pull.Page page) {
        List<Pull.Change> changes =
                without == NightRule.OWN_CHANGES_ARE_KNOWN
                        ? page.changes().stream().map(NightWire::anonymous).toList()
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

    private static Pull.Change anonymous(Pull.Change change) {
        return new Pull.Change(
                change.entityType(),
                change.operation(),
                change.data(),
                change.id(),
                change.version(),
                change.hash(),
                change.updatedAt(),
                change.feedSeq(),
                null);
    }

    /// A station that reckons where the feed goes on.
    private static String ahead(String cursor) {
        return io.prepstation.hub.feed.Cursor.parse(cursor)
                .map(at ->
                        new io.prepstation.hub.feed.Cursor(at.epoch(), at.feedSeq() + 1).toString())
                .orElse(cursor);
    }
}
