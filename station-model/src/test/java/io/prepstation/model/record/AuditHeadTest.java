package io.prepstation.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REC-1")
class AuditHeadTest {

    private final KeyPair key = newKey();
    private final AuditHead head =
            AuditHead.signed(key, "lab", "station-1", new ChainHead(7, "ab".repeat(32)), 99);

    @Test
    void is_the_word_of_whoever_has_the_key() {
        assertTrue(head.verifies(SigningKey.rawPublicKey(key)));
        assertFalse(head.verifies(SigningKey.rawPublicKey(newKey())));
    }

    @Test
    void says_nothing_once_any_of_its_members_is_another() throws MalformedJson {
        ObjectNode written = Json.write(head);
        written.fieldNames()
                .forEachRemaining(member -> {
                    ObjectNode bent = written.deepCopy();
                    bent.put(member, bent.path(member).isNumber() ? "8" : "other");
                    assertFalse(read(bent).verifies(SigningKey.rawPublicKey(key)), member);
                });
    }

    @Test
    void is_the_same_after_a_way_over_the_wire() throws MalformedJson {
        assertEquals(head, read(Json.parseObject(CanonicalJson.of(Json.write(head)))));
        assertEquals(new ChainHead(7, "ab".repeat(32)), head.end());
    }

    private static AuditHead read(ObjectNode node) {
        try {
            return Json.read(node, AuditHead.class);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
