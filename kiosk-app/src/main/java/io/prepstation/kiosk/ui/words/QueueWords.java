package io.prepstation.kiosk.ui.words;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.sync.LastSync;
import io.prepstation.kiosk.sync.NetworkStatus;
import io.prepstation.kiosk.sync.OldestWatch;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.kiosk.ui.desk.SyncIndicator;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.model.sync.ClockOffset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what waits for the hub, and names the things of a lab and their fields.
public final class QueueWords {

    private static final int NAMED = 3;

    private final Words words;

    public QueueWords(Words words) {
        this.words = words;
    }

    /// What was done to what.
    public String what(SyncQueue.Line line) {
        String thing = thing(line.entityType());
        return switch (line.kind()) {
            case UPLOAD -> words.text("queue.session");
            case CREATE -> words.text("queue.created", thing);
            case UPDATE -> words.text("queue.changed", thing);
            case DELETE -> words.text("queue.deleted", thing);
        };
    }

    /// That the clock is wrong; empty if it is right.
    public String clock(@Nullable ClockOffset offset) {
        if (offset == null || !offset.isWrong()) {
            return "";
        }
        Instant at = offset.measuredAt();
        return words.text(
                offset.ahead().isNegative() ? "queue.clock-behind" : "queue.clock-ahead",
                words.age(at.minus(offset.ahead().abs()), at));
    }

    /// That something waits for more than a day; empty if nothing does.
    public String overdue(SyncIndicator sync, Instant now) {
        return sync instanceof SyncIndicator.Waiting(var _, var oldest)
                        && OldestWatch.isTooOld(oldest, now)
                ? words.text("queue.overdue", words.dayAndTime(oldest))
                : "";
    }

    /// How far station and hub hold the same, with the first things that are not.
    public String comparison(Convergence compared) {
        String when = words.dayAndTime(compared.at());
        if (compared.differing() == 0) {
            return words.text("queue.alike", when, compared.entries());
        }
        String first =
                compared.named().stream()
                        .limit(NAMED)
                        .map(one -> thing(one.entityType()) + " " + one.id())
                        .collect(Collectors.joining(", "));
        return words.text("queue.differing", when, compared.differing(), compared.entries(), first);
    }

    /// When the last sync was, what went and failed of which type, and how long it took; empty if there was none.
    public String lastSync(@Nullable LastSync last) {
        if (last == null) {
            return "";
        }
        SyncResult result = last.result();
        String what =
                result.types().types().entrySet().stream()
                        .filter(type -> type.getValue().synced() > 0)
                        .map(type -> thing(type.getKey()) + " " + type.getValue().synced())
                        .collect(Collectors.joining(" · "));
        String sent =
                result.synced() == 0
                        ? words.text("queue.last-nothing")
                        : words.text("queue.last-sent", result.synced(), what);
        int others = result.failed() + result.conflicts();
        return words.text(
                others == 0 ? "queue.last" : "queue.last-failed",
                words.dayAndTime(last.endedAt()),
                sent,
                words.number(tenths(result.duration())),
                others);
    }

    private static BigDecimal tenths(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.CEILING);
    }

    /// Whether a day is done, and why the first session is not at the hub; empty for a day without any.
    public String day(UploadDay day) {
        if (day.ended() == 0) {
            return "";
        }
        String name = words.day(day.day());
        if (day.isDone()) {
            return words.text("queue.day-done", name, day.ended());
        }
        UploadDay.Waiting first = day.waiting().getFirst();
        OperationStatus status = first.status();
        // What is wrong with it stands in the list below, which has room for it.
        return words.text(
                "queue.day-open",
                name,
                day.atHub(),
                day.ended(),
                first.formulaCode(),
                status == null ? words.text("queue.not-queued") : state(status));
    }

    /// How the way to the hub is, with what a small request takes if that is known; empty before the hub was ever asked.
    public String network(NetworkStatus network) {
        return switch (network.state()) {
            case OFFLINE -> words.text("queue.network-offline");
            case CHANGING -> network.quality() == null ? "" : words.text("queue.network-changing");
            case ONLINE -> online(network.quality(), network.roundTrip());
        };
    }

    private String online(NetworkStatus.@Nullable Quality quality, @Nullable Duration roundTrip) {
        if (quality == null) {
            return words.text("queue.network-online");
        }
        if (roundTrip == null) {
            return words.text("queue.network-poor");
        }
        // As text, because a number would be grouped.
        String millis = String.valueOf(roundTrip.toMillis());
        return switch (quality) {
            case EXCELLENT -> words.text("queue.network-excellent", millis);
            case GOOD -> words.text("queue.network-good", millis);
            case POOR, OFFLINE -> words.text("queue.network-slow", millis);
        };
    }

    /// How a line goes on.
    public String state(SyncQueue.Line line) {
        return switch (line.orphan()) {
            case NONE, BEHIND -> state(line.status());
            case FOUND -> words.text("queue.orphan");
            case QUEUED -> words.text("queue.orphan-queued");
            case KEPT -> words.text("queue.orphan-kept");
        };
    }

    private String state(OperationStatus status) {
        return switch (status) {
            case PENDING -> words.text("queue.pending");
            case SENT -> words.text("queue.sent");
            case HELD -> words.text("queue.held");
            case CONFLICT -> words.text("queue.conflict");
            case REJECTED -> words.text("queue.rejected");
            case BLOCKED -> words.text("queue.blocked");
            case ACKNOWLEDGED -> words.text("queue.acknowledged");
        };
    }

    /// What an order does to it.
    public String way(Way way, SyncQueue.Line line) {
        return switch (way) {
            case RETRY -> words.text("queued.retry");
            case QUEUE -> words.text("queued.orphan-queue");
            case KEEP -> words.text("queued.orphan-keep");
            case REMOVE -> words.text(removal(line), line.dependents());
        };
    }

    private static String removal(SyncQueue.Line line) {
        if (isCorrected(line)) {
            return "queued.remove-corrected";
        }
        if (line.dependents() > 0) {
            return "queued.remove-made-others";
        }
        return switch (line.orphan()) {
            case FOUND, QUEUED, KEPT -> "queued.orphan-delete";
            case NONE, BEHIND ->
                    line.kind() == OperationKind.CREATE
                            ? "queued.remove-made"
                            : "queued.remove-changed";
        };
    }

    /// What was refused and cannot be tried again was made good by something later.
    private static boolean isCorrected(SyncQueue.Line line) {
        return line.status() == OperationStatus.REJECTED && !line.ways().contains(Way.RETRY);
    }

    /// Why nothing can be done with it.
    public String nothingToDo(SyncQueue.Line line) {
        return hindrance(
                switch (line.status()) {
                    case CONFLICT -> QueueDesk.inConflict(line.kind());
                    case ACKNOWLEDGED -> Hindrance.AT_THE_HUB;
                    case PENDING, SENT, HELD, REJECTED, BLOCKED -> Hindrance.SESSION_REFUSED;
                });
    }

    /// Why an order was not carried out.
    public String hindrance(Hindrance why) {
        return switch (why) {
            case NO_RIGHT -> words.text("queued.no-right");
            case NO_REASON -> words.text("queued.no-reason");
            case NOT_THERE -> words.text("queued.gone");
            case IN_CONFLICT -> words.text("queued.in-conflict");
            case AT_THE_HUB -> words.text("queued.gone");
            case SESSION_DIFFERS -> words.text("queued.session-differs");
            case SESSION_REFUSED -> words.text("queued.session-refused");
            case SUPERSEDED -> words.text("queued.superseded");
            case SESSION_STAYS -> words.text("queued.session-stays");
            case NO_ORPHAN -> words.text("queued.no-orphan");
            case IN_USE -> words.text("queued.in-use");
            case SESSION_NAMES_IT -> words.text("queued.session-names-it");
            case MAYBE_AT_THE_HUB -> words.text("queued.maybe-there");
        };
    }

    /// How many wait, need a person and are finished.
    public String tally(SyncQueue.Counts counts) {
        return words.text(
                "queue.tally", counts.waiting(), counts.stuck(), counted(counts.completed().all()));
    }

    /// A number that is not counted to its end.
    public String counted(int number) {
        return number < SyncQueue.MOST_COUNTED
                ? String.valueOf(number)
                : words.text("queue.many", SyncQueue.MOST_COUNTED);
    }

    /// Whether a person has to look at a line.
    public static boolean needsAPerson(SyncQueue.Line line) {
        return switch (line.orphan()) {
            case NONE -> needsAPerson(line.status());
            case FOUND -> true;
            case QUEUED, KEPT, BEHIND -> false;
        };
    }

    /// Whether it will not go up by itself.
    private static boolean needsAPerson(OperationStatus status) {
        return switch (status) {
            case HELD, CONFLICT, REJECTED, BLOCKED -> true;
            case PENDING, SENT, ACKNOWLEDGED -> false;
        };
    }

    /// A thing of that type, as people call it.
    public String thing(String entityType) {
        return switch (entityType) {
            case "lots" -> words.text("thing.lot");
            case "containers" -> words.text("thing.container");
            case "ingredients" -> words.text("thing.ingredient");
            case "notes" -> words.text("thing.note");
            case "stock_moves" -> words.text("thing.stock-move");
            case "sessions" -> words.text("thing.session");
            default -> entityType;
        };
    }

    /// A field as people call it; one nobody named yet as the wire calls it.
    public String field(String name) {
        return switch (name) {
            case "status" -> words.text("field.status");
            case "expiresOn" -> words.text("field.expires-on");
            case "openedOn" -> words.text("field.opened-on");
            case "lotNumber" -> words.text("field.lot-number");
            case "ingredientId" -> words.text("field.ingredient");
            case "remainingG" -> words.text("field.remaining");
            case "potencyPercent" -> words.text("field.potency");
            case "code" -> words.text("field.code");
            case "name" -> words.text("field.name");
            case "casNumber" -> words.text("field.cas-number");
            case "lotId" -> words.text("field.lot");
            case "tareG" -> words.text("field.tare");
            case "volumeMl" -> words.text("field.volume");
            case "lastGrossG" -> words.text("field.last-gross");
            case "text" -> words.text("field.text");
            case "hazards" -> words.text("table.hazards");
            default -> name;
        };
    }
}
