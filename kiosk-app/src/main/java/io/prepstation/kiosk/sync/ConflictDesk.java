package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Resolutions;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.Resolution;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a person decides a conflict (SYN-8). The hub carries the decision out, because only it knows whether a third
/// edit came meanwhile; what it answers becomes the row here at once.
public final class ConflictDesk {

    private static final Logger LOG = LoggerFactory.getLogger("SyncEngine");

    private final LabDatabase database;
    private final Resolutions resolutions;
    private final DecisionPort hub;
    private final InstantSource clock;

    public ConflictDesk(
            LabDatabase database, EntityStore store, DecisionPort hub, InstantSource clock) {
        this.database = database;
        this.resolutions = new Resolutions(store);
        this.hub = hub;
        this.clock = clock;
    }

    /// What became of a decision.
    public sealed interface Decided {

        record Done() implements Decided {}

        /// Nothing was changed.
        ///
        /// @param message what is wrong and what to do
        record NotDone(String message) implements Decided {}
    }

    /// The two sides of a conflict; empty if there is no such conflict.
    public Optional<Resolutions.Sides> sides(String conflictId) throws StoreException {
        return database.read(handle -> resolutions.sides(handle, conflictId));
    }

    /// What a person chose.
    ///
    /// @param shown the hub's version that the person saw
    /// @param merged the fields as they are to be, for [Resolution#MANUAL]
    public record Decision(
            String conflictId, int shown, Resolution strategy, @Nullable ObjectNode merged) {

        /// Of one as it is, by a strategy that needs no fields.
        public static Decision of(StoredConflict conflict, Resolution strategy) {
            return new Decision(conflict.id(), conflict.serverVersion(), strategy, null);
        }
    }

    /// Waits for the hub.
    public Decided resolve(User user, Decision decision) throws StoreException {
        if (!user.may(Permission.RESOLVE_CONFLICTS)) {
            return new Decided.NotDone(
                    user.name() + " may not decide conflicts. Ask a supervisor.");
        }
        Optional<Resolutions.Sides> sides =
                sides(decision.conflictId()).filter(one -> one.conflict().open());
        if (sides.isEmpty()) {
            return new Decided.NotDone("It is decided already.");
        }
        StoredConflict conflict = sides.get().conflict();
        if (conflict.serverVersion() != decision.shown()) {
            return new Decided.NotDone("Somebody changed it again meanwhile. Look again.");
        }
        Conflicts.Choice choice = choice(sides.get(), decision.strategy(), decision.merged());
        Conflicts.Request request =
                new Conflicts.Request(conflict.id(), choice, conflict.serverVersion(), user.id());
        return switch (hub.resolve(request, database.read(FeedPages::cursor))) {
            case HubAnswer.Accepted<Conflicts.Answer>(var answer) ->
                    done(user, sides.get(), decision.strategy(), answer);
            case HubAnswer.Failed<Conflicts.Answer>(HubFailure.Conflicting(var reason)) ->
                    new Decided.NotDone(
                            "Somebody changed it again meanwhile ("
                                    + reason
                                    + "). Sync, then look again.");
            case HubAnswer.Failed<Conflicts.Answer>(HubFailure.NotFound _) -> sentAgain(conflict);
            case HubAnswer.Failed<Conflicts.Answer>(HubFailure.Gone _) ->
                    new Decided.NotDone(
                            "The hub was put back from a backup meanwhile. Sync first, then look again.");
            case HubAnswer.Failed<Conflicts.Answer>(var why) -> new Decided.NotDone(why.text());
        };
    }

    private Decided sentAgain(StoredConflict conflict) throws StoreException {
        database.change(handle -> resolutions.sendAgain(handle, conflict, clock.instant()));
        return new Decided.NotDone(
                "The hub was put back from a backup and does not know of it. The change goes up again by"
                        + " itself; if it meets somebody else's, it stands here again.");
    }

    /// The hub knows only what was sent; where this side says more than that, all of it goes up.
    private Conflicts.Choice choice(
            Resolutions.Sides sides, Resolution strategy, @Nullable ObjectNode merged) {
        Conflicts.Choice asWord = new Conflicts.Choice(strategy.word(), null);
        return switch (strategy) {
            case MANUAL -> merged == null ? asWord : fields(sides, merged);
            case MERGE ->
                    sides.merge().conflicting().isEmpty()
                            ? fields(sides, sides.merge().merged())
                            : asWord;
            case CLIENT_WINS -> resolutions.saysMore(sides) ? fields(sides, sides.mine()) : asWord;
            case LAST_WRITE_WINS -> resolutions.saysMore(sides) ? later(sides) : asWord;
            case SERVER_WINS -> asWord;
        };
    }

    private Conflicts.Choice later(Resolutions.Sides sides) {
        return sides.laterHere()
                ? fields(sides, sides.mine())
                : new Conflicts.Choice(Resolution.SERVER_WINS.word(), null);
    }

    private Conflicts.Choice fields(Resolutions.Sides sides, ObjectNode wanted) {
        return new Conflicts.Choice(Resolution.MANUAL.word(), resolutions.whole(sides, wanted));
    }

    private Decided done(
            User user, Resolutions.Sides sides, Resolution strategy, Conflicts.Answer answer)
            throws StoreException {
        StoredConflict conflict = sides.conflict();
        Conflicts.Before other = answer.success() ? null : answer.before();
        Resolutions.Choice kept =
                other == null
                        ? new Resolutions.Choice(strategy.word(), user.id(), clock.instant())
                        : new Resolutions.Choice(other.resolution(), other.by(), clock.instant());
        boolean goesToo =
                other == null && strategy == Resolution.CLIENT_WINS && sides.deletedHere();
        database.change(handle -> {
            resolutions.settled(handle, user, sides, kept, answer);
            if (goesToo && answer.entity() != null) {
                resolutions.delete(handle, user, conflict.entityType(), answer.entityId());
            }
        });
        LOG.info(
                "conflict {} of {} {} decided by {}: {}",
                conflict.id(),
                conflict.entityType(),
                conflict.entityId(),
                kept.by(),
                kept.strategy());
        return other == null || isWhatWasChosen(user, sides, strategy, answer, other)
                ? new Decided.Done()
                : new Decided.NotDone(
                        "It was decided before, by %s: %s. That holds, and can be undone."
                                .formatted(kept.by(), kept.strategy()));
    }

    /// The answer to the same choice was lost before, and it went up in other words then.
    private boolean isWhatWasChosen(
            User user,
            Resolutions.Sides sides,
            Resolution strategy,
            Conflicts.Answer answer,
            Conflicts.Before other) {
        return strategy == Resolution.CLIENT_WINS
                && other.by().equals(user.id())
                && answer.entity() != null
                && resolutions.isSame(sides, sides.mine(), answer.entity());
    }
}
