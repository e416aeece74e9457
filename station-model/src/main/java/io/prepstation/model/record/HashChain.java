package io.prepstation.model.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Recomputes an audit trail and names the first event that is not the original one (REC-1).
public final class HashChain {

    /// The first break of a chain.
    ///
    /// @param sequence the number the broken event should have
    public record Break(long sequence, String reason) {}

    private ChainHead head;

    /// @param start where the chain is known to be good: [ChainHead#EMPTY], or the head of an earlier part
    public HashChain(ChainHead start) {
        this.head = start;
    }

    /// The first break of a whole trail from its genesis; empty if it is intact.
    public static Optional<Break> firstBreak(List<AuditEvent> trail) {
        HashChain chain = new HashChain(ChainHead.EMPTY);
        return trail.stream().map(chain::accept).flatMap(Optional::stream).findFirst();
    }

    /// The first break of a part of a trail, between whose events others were left out: each unbroken run is followed from
    /// its first event. Empty if every run is intact and the runs are in order.
    public static Optional<String> firstBreakInRuns(List<AuditEvent> part) {
        HashChain chain = new HashChain(ChainHead.EMPTY);
        for (AuditEvent event : part) {
            if (event.sequence() > chain.head.sequence() + 1) {
                chain = new HashChain(new ChainHead(event.sequence() - 1, event.previousHash()));
            }
            Optional<Break> broken = chain.accept(event);
            if (broken.isPresent()) {
                return broken.map(Break::reason);
            }
        }
        return Optional.empty();
    }

    public ChainHead head() {
        return head;
    }

    /// Takes the next event; the break if it does not follow. The chain goes on from the event as it was read.
    public Optional<Break> accept(AuditEvent event) {
        long expected = head.sequence() + 1;
        Optional<String> fault = fault(event, expected);
        head = event.head();
        return fault.map(reason -> new Break(expected, reason));
    }

    private Optional<String> fault(AuditEvent event, long expected) {
        if (event.sequence() != expected) {
            return Optional.of(
                    "event " + expected + " is missing or out of order: found " + event.sequence());
        }
        if (!event.previousHash().equals(head.hash())) {
            return Optional.of("event " + expected + " does not follow the one before it");
        }
        if (!Sha256.hex(event.body()).equals(event.hash())) {
            return Optional.of(
                    "event " + expected + " was altered: its text does not have its hash");
        }
        return bodyFault(event);
    }

    /// The columns beside the body are indexes into it: they must say the same.
    private static Optional<String> bodyFault(AuditEvent event) {
        try {
            ObjectNode body = Json.parseObject(event.body());
            boolean same =
                    body.path("sequence").asLong() == event.sequence()
                            && body.path("previousHash").asText().equals(event.previousHash());
            return same
                    ? Optional.empty()
                    : Optional.of(
                            "event "
                                    + event.sequence()
                                    + " was moved: its text names another place");
        } catch (MalformedJson e) {
            return Optional.of("event " + event.sequence() + " is unreadable: " + e.getMessage());
        }
    }
}
