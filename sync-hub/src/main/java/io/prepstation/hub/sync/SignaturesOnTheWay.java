package io.prepstation.hub.sync;

import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.WireSession.WireSignature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges signatures that were given while a session ran: each is on the record as an event of the trail left it.
record SignaturesOnTheWay(List<AuditEvent> audit) {

    /// @param by who is said to have signed
    /// @param at when, epoch milliseconds
    boolean holds(@Nullable WireSignature signature, String by, long at, Meaning meaning) {
        return signature != null
                && signature.userId().equals(by)
                && signature.at() == at
                && signature.meaning().equals(meaning.word())
                && isAuthentication(signature.authentication())
                && left(signature.recordHash());
    }

    /// Whether the record had this hash after one of the events.
    boolean left(String recordHash) {
        return audit.stream().anyMatch(event -> leftRecord(event, recordHash));
    }

    private static boolean isAuthentication(String word) {
        try {
            return Authentication.ofWord(word).word().equals(word);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Every audit event of a session carries the hash of the record after it.
    private static boolean leftRecord(AuditEvent event, String recordHash) {
        try {
            return Json.parseObject(event.body())
                    .path("details")
                    .path("recordHash")
                    .asText()
                    .equals(recordHash);
        } catch (MalformedJson e) {
            return false;
        }
    }
}
