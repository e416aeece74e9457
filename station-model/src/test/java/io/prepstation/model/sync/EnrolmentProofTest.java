package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.SigningKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The hub's proof that it has the key it names is good for one answer to one request.
@Tag("OPS-4")
class EnrolmentProofTest {

    private static final Enrolment.Request REQUEST =
            new Enrolment.Request("ABCD-EFGH", "bench-1", "station-key", "0123456789abcdef");

    private final KeyPair hub = pair();
    private final Enrolment.Answer answer = unproven(hub).provenBy(hub.getPrivate(), REQUEST);

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Enrolment.Answer unproven(KeyPair named) {
        String key = SigningKey.rawPublicKey(named);
        return new Enrolment.Answer(
                "s-1", "token", "lab-1", "acme", SigningKey.idOf(key), key, "epoch", null);
    }

    private Enrolment.Answer with(
            String station, String token, String lab, String tenant, String epoch) {
        return new Enrolment.Answer(
                station,
                token,
                lab,
                tenant,
                answer.hubKeyId(),
                answer.hubPublicKey(),
                epoch,
                answer.proof());
    }

    @Test
    void by_the_key_itself_it_holds() {
        assertTrue(answer.isProvenFor(REQUEST));
    }

    @Test
    void of_an_answer_without_one_nothing_is_proven() {
        assertFalse(unproven(hub).isProvenFor(REQUEST));
    }

    @Test
    void by_another_key_than_the_one_that_is_named_it_does_not() {
        assertFalse(unproven(hub).provenBy(pair().getPrivate(), REQUEST).isProvenFor(REQUEST));
    }

    @Test
    void for_another_question_or_station_it_does_not() {
        for (Enrolment.Request other :
                List.of(
                        new Enrolment.Request("ABCD-EFGH", "b", "station-key", "fedcba9876543210"),
                        new Enrolment.Request("ABCD-EFGH", "b", "another-key", REQUEST.nonce()))) {
            assertFalse(answer.isProvenFor(other), other.toString());
        }
    }

    @Test
    void with_anything_of_the_answer_exchanged_it_does_not() {
        for (Enrolment.Answer bent :
                List.of(
                        with("s-2", "token", "lab-1", "acme", "epoch"),
                        with("s-1", "other", "lab-1", "acme", "epoch"),
                        with("s-1", "token", "lab-2", "acme", "epoch"),
                        with("s-1", "token", "lab-1", "beta", "epoch"),
                        with("s-1", "token", "lab-1", "acme", "later"))) {
            assertFalse(bent.isProvenFor(REQUEST), bent.toString());
        }
    }

    @Test
    void with_another_name_for_the_key_it_does_not() {
        Enrolment.Answer renamed =
                new Enrolment.Answer(
                                "s-1",
                                "token",
                                "lab-1",
                                "acme",
                                "0123456789abcdef",
                                answer.hubPublicKey(),
                                "epoch",
                                null)
                        .provenBy(hub.getPrivate(), REQUEST);

        assertFalse(renamed.isProvenFor(REQUEST));
    }
}
