package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.AttachmentFiles;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the hub what a session names, before the session (SYN-16). How far it came the hub says, each time: nothing is
/// remembered here that a restored hub or a copied card could make untrue.
final class AttachmentSender {

    private static final Logger LOG = LoggerFactory.getLogger("SyncAttachments");

    private final AttachmentFiles files;
    private final HubPort hub;
    private final BooleanSupplier stopping;
    private final PieceSize size = new PieceSize();

    /// @param stopping whether to end after the piece under way
    AttachmentSender(AttachmentFiles files, HubPort hub, BooleanSupplier stopping) {
        this.files = files;
        this.hub = hub;
        this.stopping = stopping;
    }

    /// @return why the session cannot go up now; empty if all it names is at the hub, or lost for good
    Optional<HubFailure> send(List<Attachment> attachments) {
        return attachments.stream().map(this::send).flatMap(Optional::stream).findFirst();
    }

    private Optional<HubFailure> send(Attachment attachment) {
        try {
            return switch (files.find(attachment.sha256())) {
                case Found.Whole whole -> send(attachment, whole.bytes());
                case Found.Missing(var file) -> lost(attachment, file + " is missing");
                case Found.Altered(var file) ->
                        lost(attachment, file + " is not what was attached");
            };
        } catch (StoreException e) {
            return lost(attachment, String.valueOf(e.getMessage()));
        }
    }

    private HubAnswer<State> announced(Attachment attachment, @Nullable Boolean lost) {
        return hub.announce(
                new Request(attachment.sha256(), attachment.mediaType(), attachment.size(), lost));
    }

    /// After each interruption the hub says again how far it is.
    private Optional<HubFailure> send(Attachment attachment, byte[] bytes) {
        Interruptions interruptions = new Interruptions(size);
        HubAnswer<State> there = announced(attachment, null);
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
                        next = announced(attachment, null);
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
    private Optional<HubFailure> lost(Attachment attachment, String why) {
        return switch (announced(attachment, true)) {
            case Accepted<State>(var state) -> {
                if (!state.complete()) {
                    LOG.error(
                            "{} is lost: {}. Its session goes up without it.",
                            named(attachment),
                            why);
                }
                yield Optional.empty();
            }
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
            case HubFailure.Refused _,
                    HubFailure.NotUnderstood _,
                    HubFailure.NotFound _,
                    HubFailure.Conflicting _,
                    HubFailure.TooBig _,
                    HubFailure.Incomplete _ ->
                    new HubFailure.Incomplete(
                            "The hub does not take " + named(attachment) + ": " + why.text());
            case HubFailure.Cut _ ->
                    new HubFailure.Paused(named(attachment) + " was cut off: " + why.text());
            case HubFailure.Gone _,
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

    private static String named(Attachment attachment) {
        return attachment.kind() + " " + attachment.sha256().substring(0, 12);
    }
}
