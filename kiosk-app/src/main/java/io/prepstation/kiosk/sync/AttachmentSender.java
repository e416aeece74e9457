package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.AttachmentContents;
import io.prepstation.kiosk.store.AttachmentFiles.Found;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentUpload.Request;
import io.prepstation.model.sync.AttachmentUpload.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the hub what a session names, before the session (SYN-16). How far it came the hub says, each time: nothing is
/// remembered here that a restored hub or a copied card could make untrue.
final class AttachmentSender {

    private static final Logger LOG = LoggerFactory.getLogger("SyncAttachments");

    /// A disk that did not give the bytes so often never will.
    private static final int READS = 3;

    private final AttachmentContents contents;
    private final HubPort hub;
    private final BooleanSupplier stopping;
    private final Without without;
    private final PieceSize size = new PieceSize();

    /// Is told of each attachment that its session goes up without, before it goes.
    @FunctionalInterface
    interface Without {

        /// @param reason why the hub does not have it
        void note(String sessionId, Attachment attachment, String reason) throws StoreException;
    }

    /// @param stopping whether to end after the piece under way
    AttachmentSender(
            AttachmentContents contents, HubPort hub, BooleanSupplier stopping, Without without) {
        this.contents = contents;
        this.hub = hub;
        this.stopping = stopping;
        this.without = without;
    }

    /// @param failures how often the session failed by itself so far
    /// @return why the session cannot go up now; empty if all it names is at the hub, or lost for good, or refused for good
    Optional<HubFailure> send(String sessionId, List<Attachment> attachments, int failures)
            throws StoreException {
        for (Attachment attachment : attachments) {
            Optional<HubFailure> failure = send(sessionId, attachment, failures);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<HubFailure> send(String sessionId, Attachment attachment, int failures)
            throws StoreException {
        Found found;
        try {
            found = contents.find(sessionId, attachment);
        } catch (StoreException e) {
            return unread(sessionId, attachment, failures, String.valueOf(e.getMessage()));
        }
        return switch (found) {
            case Found.Whole whole -> send(sessionId, attachment, whole.bytes());
            case Found.Missing(var file) -> without(sessionId, attachment, file + " is missing");
            case Found.Altered(var file) ->
                    without(sessionId, attachment, file + " has not what was attached");
        };
    }

    /// Whether the bytes are there is not known: another time they may be read.
    private Optional<HubFailure> unread(
            String sessionId, Attachment attachment, int failures, String why)
            throws StoreException {
        if (failures >= READS) {
            return without(sessionId, attachment, why);
        }
        LOG.warn("{} is read again later: {}", named(attachment), why);
        return Optional.of(
                new HubFailure.Incomplete(named(attachment) + " is read again later: " + why));
    }

    /// What the hub refused once may have been damaged on the way, or begun by another sender who meant something else: it
    /// keeps nothing of that. Refused again, it never will be taken.
    private Optional<HubFailure> send(String sessionId, Attachment attachment, byte[] bytes)
            throws StoreException {
        Optional<HubFailure> failure = bring(attachment, bytes);
        if (isRefused(failure)) {
            failure = bring(attachment, bytes);
        }
        return isRefused(failure) ? without(sessionId, attachment, failure.get().text()) : failure;
    }

    private static boolean isRefused(Optional<HubFailure> failure) {
        return failure.filter(HubFailure.Refused.class::isInstance).isPresent();
    }

    /// After each interruption the hub says again how far it is.
    private Optional<HubFailure> bring(Attachment attachment, byte[] bytes) {
        Interruptions interruptions = new Interruptions(size);
        HubAnswer<State> there = hub.announce(Request.coming(attachment));
        while (true) {
            switch (there) {
                case Failed<State>(var why) -> {
                    return Optional.of(notAnnounced(attachment, why));
                }
                case Accepted<State>(var state) when state.complete() -> {
                    LOG.info("{} is at the hub", named(attachment));
                    return Optional.empty();
                }
                case Accepted<State>(var state) when stopping.getAsBoolean() -> {
                    return Optional.of(
                            new HubFailure.Paused(
                                    "Stopped after "
                                            + state.received()
                                            + " bytes of "
                                            + named(attachment)));
                }
                case Accepted<State>(var state) -> {
                    HubAnswer<State> next = piece(attachment, bytes, state.received());
                    if (next instanceof Failed<State>(var why)) {
                        if (!interruptions.goesOn(why, state.received())) {
                            return Optional.of(notTaken(attachment, why));
                        }
                        next = hub.announce(Request.coming(attachment));
                    } else if (next instanceof Accepted<State>(var after)
                            && after.received() <= state.received()) {
                        return Optional.of(
                                new HubFailure.Incomplete(
                                        "The hub took nothing of " + named(attachment)));
                    } else {
                        size.arrived();
                    }
                    there = next;
                }
            }
        }
    }

    private HubAnswer<State> piece(Attachment attachment, byte[] bytes, long from) {
        long until = Math.min(from + size.bytes(), bytes.length);
        return hub.piece(
                attachment.sha256(),
                from,
                Arrays.copyOfRange(bytes, Math.toIntExact(from), Math.toIntExact(until)));
    }

    /// The weights go up all the same: they are worth more than a photo. The hub may have it from before.
    private Optional<HubFailure> without(String sessionId, Attachment attachment, String why)
            throws StoreException {
        Request lost = Request.lost(attachment, why);
        HubAnswer<State> answer = hub.announce(lost);
        if (answer instanceof Failed<State>(HubFailure.Refused _)) {
            // What another sender began of another size is forgotten now.
            answer = hub.announce(lost);
        }
        return switch (answer) {
            case Accepted<State>(var state) -> {
                if (!state.complete()) {
                    LOG.error(
                            "{} does not come to the hub: {}. Its session goes up without it.",
                            named(attachment),
                            why);
                    without.note(sessionId, attachment, why);
                }
                yield Optional.empty();
            }
            case Failed<State>(HubFailure.Refused refused) ->
                    Optional.of(incomplete(attachment, refused));
            case Failed<State>(var failure) -> Optional.of(notAnnounced(attachment, failure));
        };
    }

    /// A hub of before there were photos does not know the question. Where so few bytes are cut off, nothing else passes.
    private static HubFailure notAnnounced(Attachment attachment, HubFailure why) {
        if (why instanceof HubFailure.NotFound) {
            return new HubFailure.Older(
                    "The hub is older than this station and takes no photos: update it. "
                            + named(attachment)
                            + " and its session wait.");
        }
        return why instanceof HubFailure.Cut ? why : notTaken(attachment, why);
    }

    /// What the hub has against an attachment is not against its session.
    private static HubFailure notTaken(Attachment attachment, HubFailure why) {
        return switch (why) {
            case HubFailure.NotUnderstood _,
                    HubFailure.NotFound _,
                    HubFailure.Conflicting _,
                    HubFailure.TooBig _,
                    HubFailure.Incomplete _ ->
                    incomplete(attachment, why);
            case HubFailure.Cut _ ->
                    new HubFailure.Paused(named(attachment) + " was cut off: " + why.text());
            case HubFailure.Refused _,
                    HubFailure.Gone _,
                    HubFailure.NotAllowed _,
                    HubFailure.Busy _,
                    HubFailure.HubBroken _,
                    HubFailure.Unintelligible _,
                    HubFailure.Older _,
                    HubFailure.Paused _,
                    HubFailure.Unreachable _ ->
                    why;
        };
    }

    private static HubFailure incomplete(Attachment attachment, HubFailure why) {
        return new HubFailure.Incomplete(
                "The hub does not take " + named(attachment) + ": " + why.text());
    }

    private static String named(Attachment attachment) {
        return attachment.kind() + " " + attachment.sha256().substring(0, 12);
    }
}
