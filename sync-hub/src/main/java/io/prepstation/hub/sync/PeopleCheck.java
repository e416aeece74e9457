package io.prepstation.hub.sync;

import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.store.Versioned;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireSignature;
import java.util.List;
import java.util.Optional;

/// Judges who stands for a session: signatures over exactly this record, by people of the lab.
final class PeopleCheck {

    private final Tables tables;
    private final Lab lab;
    private final WireSession session;
    private final List<WireSignature> earlier;

    /// @param replaced the refused revision that this one corrects: its signatures are kept beside the new ones
    PeopleCheck(Tables tables, Lab lab, WireSession session, Optional<Replaced> replaced) {
        this.tables = tables;
        this.lab = lab;
        this.session = session;
        this.earlier = replaced.map(Replaced::signatures).orElse(List.of());
    }

    Optional<Refusal> fault() {
        return Refusal.first(this::performed, this::signatures, this::dispenses);
    }

    private Optional<Refusal> performed() {
        boolean signed =
                session.signatures().stream()
                        .anyMatch(
                                signature -> signature.meaning().equals(Meaning.PERFORMED.word()));
        return Refusal.when(
                session.status().equals(SessionStatus.COMPLETED.word()) && !signed,
                "NOT_SIGNED",
                "signatures",
                "a completed session is signed by whoever performed it");
    }

    private Optional<Refusal> signatures() {
        return Refusal.firstAt(
                session.signatures().size(),
                index -> signature("signatures[" + index + "]", session.signatures().get(index)));
    }

    private Optional<Refusal> signature(String field, WireSignature signature) {
        return Refusal.first(
                () ->
                        Refusal.when(
                                !signature.recordHash().equals(session.recordHash())
                                        && !earlier.contains(signature),
                                "OTHER_RECORD_SIGNED",
                                field + ".recordHash",
                                signature.name() + " signed another record than this one"),
                () ->
                        Refusal.when(
                                !isWord(signature.meaning(), Meaning::ofWord),
                                "UNKNOWN_WORD",
                                field + ".meaning",
                                "\"" + signature.meaning() + "\" is no meaning of a signature"),
                () ->
                        Refusal.when(
                                !isWord(signature.authentication(), Authentication::ofWord),
                                "UNKNOWN_WORD",
                                field + ".authentication",
                                "\""
                                        + signature.authentication()
                                        + "\" is no way of authentication"),
                () -> user(field + ".userId", signature.userId()));
    }

    private Optional<Refusal> dispenses() {
        return Refusal.firstAt(
                session.dispenses().size(),
                index -> user("dispenses[" + index + "].by", session.dispenses().get(index).by()));
    }

    private Optional<Refusal> user(String field, String userId) {
        boolean known =
                tables.users()
                        .find(userId)
                        .map(Versioned::value)
                        .filter(member -> member.belongsTo(lab.id()))
                        .isPresent();
        return Refusal.parent(known, userId, field, userId + " is no user of lab " + lab.id());
    }

    private static boolean isWord(String word, java.util.function.Consumer<String> reader) {
        try {
            reader.accept(word);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
