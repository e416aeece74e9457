package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-3")
class ReceiptTest {

    private KeyPair pair = newPair();
    private String publicKey = SigningKey.rawPublicKey(pair);
    private Receipt receipt = signed();

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Receipt signed() {
        return Receipt.signed(
                pair.getPrivate(),
                SigningKey.idOf(publicKey),
                "s-1",
                "ab".repeat(32),
                1042,
                1_763_625_600_000L);
    }

    @BeforeEach
    void a_receipt() {
        pair = newPair();
        publicKey = SigningKey.rawPublicKey(pair);
        receipt = signed();
    }

    @Nested
    class A_genuine_receipt {

        @Test
        void verifies_also_after_the_way_over_the_wire() throws MalformedJson {
            assertTrue(receipt.verifies(publicKey));
            String text = Json.write(receipt).toString();
            assertEquals(receipt, Json.read(Json.parseObject(text), Receipt.class));
        }

        @Test
        void does_not_verify_with_another_key() {
            assertFalse(receipt.verifies(SigningKey.rawPublicKey(newPair())));
            assertFalse(receipt.verifies(""));
            assertFalse(receipt.verifies("no key"));
            assertFalse(receipt.verifies("A".repeat(43)));
        }
    }

    @Nested
    class An_altered_receipt {

        @Test
        void fails_by_any_character_of_any_field() throws MalformedJson {
            ObjectNode genuine = Json.write(receipt);
            for (Iterator<String> names = genuine.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                String value = genuine.get(name).asText();
                for (int index = 0; index < value.length(); index++) {
                    ObjectNode altered = genuine.deepCopy();
                    String forged = altered(value, index);
                    if (genuine.get(name).isNumber()) {
                        altered.put(name, Long.parseLong(forged));
                    } else {
                        altered.put(name, forged);
                    }
                    Receipt read = Json.read(altered, Receipt.class);
                    assertFalse(read.verifies(publicKey), name + " at " + index);
                }
            }
        }

        @Test
        void fails_by_an_empty_or_longer_signature() {
            assertFalse(with("").verifies(publicKey));
            assertFalse(with(receipt.signature() + "==").verifies(publicKey));
            assertFalse(with(receipt.signature() + "A").verifies(publicKey));
        }

        @Test
        void is_refused_where_a_member_is_missing_or_null() {
            for (String name : new String[] {"sessionId", "feedSeq", "signature"}) {
                ObjectNode without = Json.write(receipt);
                without.remove(name);
                assertThrows(MalformedJson.class, () -> Json.read(without, Receipt.class), name);
                ObjectNode empty = Json.write(receipt).putNull(name);
                assertThrows(MalformedJson.class, () -> Json.read(empty, Receipt.class), name);
            }
        }

        private Receipt with(String signature) {
            return new Receipt(
                    receipt.sessionId(),
                    receipt.contentHash(),
                    receipt.feedSeq(),
                    receipt.receivedAt(),
                    receipt.hubKeyId(),
                    signature);
        }

        /// The neighbouring digit or letter: the smallest change there is.
        private static String altered(String value, int index) {
            char next = value.charAt(index);
            char other =
                    switch (next) {
                        case '9' -> '8';
                        case 'z' -> 'y';
                        case 'Z' -> 'Y';
                        case '-' -> '_';
                        case '_' -> '-';
                        default -> (char) (next + 1);
                    };
            return value.substring(0, index) + other + value.substring(index + 1);
        }
    }
}
