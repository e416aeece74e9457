package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.AttachmentFiles.Found;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.AttachmentUpload.Request;
import io.prepstation.model.sync.AttachmentUpload.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to the hub what a session names, before the session (SYN-16). How far it came the hub says, each time: nothing is
/// remembered here that a restored hub or a copied card could make untrue.
final class AttachmentSender {

    private static final Logger LOG = LoggerFactory.getLogger("SyncAttachments");

    private final AttachmentFiles files;
    private final HubPort hub;

    AttachmentSender(AttachmentFiles files, HubPort hub) {
        this.files = files;
        this.hub = hub;
    }

    /// @return why the session cannot go up now; empty if all it names is at the hub, or lost for good
    Optional<HubFailure> send(List<Attachment> attachments) {
        return attachments.stream().map(this::send).flatMap(Optional::stream).findFirst();
    }

    private Optional<HubFailure> send(Attachment attachment) {
        return switch (announced(attachment, null)) {
            case Accepted<State>(var state) when state.complete() -> Optional.empty();
            case Accepted<State>(var state) -> send(attachment, state);
            case Failed<State>(var why) -> Optional.of(notTaken(attachment, why));
        };
    }

    private HubAnswer<State> announced(Attachment attachment, @Nullable Boolean lost) {
        return hub.announce(
                new Request(attachment.sha256(), attachment.mediaType(), attachment.size(), lost));
    }

    private Optional<HubFailure> send(Attachment attachment, State state) {
        try {
            return switch (files.find(attachment.sha256())) {
                case Found.Whole whole -> send(attachment, whole.bytes(), state);
                case Found.Missing(var file) -> lost(attachment, file + " is missing");
                case Found.Altered(var file) ->
                        lost(attachment, file + " is not what was attached");
            };
        } catch (StoreException e) {
            return Optional.of(new HubFailure.Incomplete(String.valueOf(e.getMessage())));
        }
    }

    private Optional<HubFailure> send(Attachment attachment, byte[] bytes, State begun) {
        State state = begun;
        while (!state.complete()) {
            long from = state.received();
            long until = Math.min(from + AttachmentUpload.PIECE, bytes.length);
            byte[] piece = Arrays.copyOfRange(bytes, Math.toIntExact(from), Math.toIntExact(until));
            switch (hub.piece(attachment.sha256(), from, piece)) {
                case Failed<State>(var why) -> {
                    return Optional.of(notTaken(attachment, why));
                }
                case Accepted<State>(var next) when next.received() <= from -> {
                    return Optional.of(
                            new HubFailure.Incomplete(
                                    "The hub took nothing of " + named(attachment)));
                }
                case Accepted<State>(var next) -> state = next;
            }
        }
        LOG.info("{} is at the hub, from byte {} on", named(attachment), begun.received());
        return Optional.empty();
    }

    /// The weights go up all the same: they are worth more than a photo.
    private Optional<HubFailure> lost(Attachment attachment, String why) {
        LOG.error("{} is lost: {}. Its session goes up without it.", named(attachment), why);
        return switch (announced(attachment, true)) {
            case Accepted<State> _ -> Optional.empty();
            case Failed<State>(var failure) -> Optional.of(notTaken(attachment, failure));
        };
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
            case HubFailure.Gone _,
                    HubFailure.NotAllowed _,
                    HubFailure.Busy _,
                    HubFailure.HubBroken _,
                    HubFailure.Unintelligible _,
                    HubFailure.Cut _,
                    HubFailure.Unreachable _ ->
                    why;
        };
    }

    private static String named(Attachment attachment) {
        return attachment.kind() + " " + attachment.sha256().substring(0, 12);
    }
}
