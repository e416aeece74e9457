package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.bench.Examples;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Signature;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.TareSource;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SYN-3")
@Tag("REC-1")
class UploadBundleTest {

    private final SessionRecord record = completed();
    private final String recordHash = SessionHashes.recordHash(record);
    private final List<AuditEvent> audit = audit();
    private final UploadBundle bundle =
            UploadBundle.of(
                    WireSession.of(signed(recordHash), recordHash),
                    audit,
                    AuditHead.signed(newKey(), "lab", "st-1", audit.getLast().head(), 3));

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static SessionRecord completed() {
        Dispense dispense =
                new Dispense(
                        "d-1",
                        "s-1-1",
                        "ING-0001",
                        null,
                        null,
                        Mass.grams("10.000"),
                        Mass.grams("60.0000"),
                        Mass.parse("50000.0 mg"),
                        TareSource.BALANCE,
                        "10.000",
                        "g",
                        "flag",
                        "S S     10.000 g\u00ff",
                        "SIM0001",
                        Examples.START,
                        "u-1");
        SessionRecord done = Examples.dispensed(Examples.session("s-1", 1), dispense);
        SessionRecord ended =
                Examples.ended(done, SessionStatus.COMPLETED, Examples.START.plusSeconds(60));
        return new SessionRecord(
                ended.session(),
                ended.context(),
                ended.steps(),
                ended.dispenses(),
                List.of(
                        new SessionDeviation(
                                null, "interrupted", "", "taken up again", Examples.START, "u-1")),
                List.of());
    }

    private SessionRecord signed(String hash) {
        return new SessionRecord(
                record.session(),
                record.context(),
                record.steps(),
                record.dispenses(),
                record.deviations(),
                List.of(
                        new Signature(
                                "u-1",
                                "A. Operator",
                                Meaning.PERFORMED,
                                Examples.START,
                                "2026-11-20T09:00:00+01:00",
                                hash,
                                Authentication.CHOSEN)));
    }

    private static List<AuditEvent> audit() {
        AuditEvent first =
                AuditEvent.following(
                        ChainHead.EMPTY,
                        1,
                        "session_created",
                        "u-1",
                        Json.object().put("id", "s-1"));
        return List.of(
                first,
                AuditEvent.following(first.head(), 2, "session_completed", "u-1", Json.object()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class A_finished_session {

        @Test
        void comes_back_from_its_text_as_it_went() throws MalformedJson {
            UploadBundle read = UploadBundle.parse(utf8(bundle.text()));
            assertEquals(bundle.contentHash(), read.contentHash());
            assertEquals(bundle.text(), read.text());
            assertEquals(bundle.audit(), read.audit());
            assertEquals(bundle.wireSession(), read.wireSession());
            assertEquals(CanonicalJson.of(bundle.session()), CanonicalJson.of(read.session()));
        }

        @Test
        void is_read_alike_in_any_layout() throws MalformedJson {
            String loose = Json.parseObject(bundle.text()).toPrettyString();
            assertEquals(bundle.text(), UploadBundle.parse(utf8(loose)).text());
        }

        @Test
        void keeps_a_member_this_version_does_not_know() throws MalformedJson {
            ObjectNode body = Json.parseObject(bundle.text());
            String hash = SessionHashes.recordHash(bundle.session().deepCopy().put("mood", "good"));
            ((ObjectNode) body.get("session")).put("mood", "good").put("recordHash", hash);
            UploadBundle read = UploadBundle.parse(utf8(rehashed(body).toString()));
            assertEquals("good", read.session().path("mood").asText());
        }

        @Test
        void has_masses_as_decimal_texts_in_grams() throws MalformedJson {
            WireSession.WireDispense dispense = bundle.wireSession().dispenses().getFirst();
            assertEquals("10.000", dispense.netG());
            assertEquals("60.0000", dispense.grossG());
            assertEquals("50.0000", dispense.tareG());
            assertEquals("S S     10.000 g\u00ff", dispense.rawFrame());
        }
    }

    @Nested
    @Tag("REC-2")
    class The_record_hash {

        @Test
        void is_the_same_signed_or_not() {
            assertEquals(recordHash, SessionHashes.recordHash(signed("anything")));
        }

        @Test
        void changes_with_the_record() {
            assertTrue(!recordHash.equals(SessionHashes.recordHash(Examples.session("s-1", 1))));
        }
    }

    @Nested
    class A_broken_upload {

        @ParameterizedTest
        @ValueSource(
                strings = {"session", "steps", "dispenses", "signatures", "audit", "contentHash"})
        void without_a_member_is_refused_naming_it(String member) throws MalformedJson {
            ObjectNode body = Json.parseObject(bundle.text());
            body.remove(member);
            assertNames(member, body);
            body.putNull(member);
            assertNames(member, body);
        }

        @ParameterizedTest
        @ValueSource(strings = {"id", "operator", "startedAt", "status", "formulaId"})
        void without_a_field_of_the_session_is_refused_naming_it(String field)
                throws MalformedJson {
            ObjectNode body = Json.parseObject(bundle.text());
            ObjectNode session = (ObjectNode) body.get("session");
            session.remove(field);
            assertNames(field, body);
            session.putNull(field);
            assertNames(field, body);
        }

        @Test
        void with_nothing_in_a_list_or_something_else_for_it_is_refused() throws MalformedJson {
            ObjectNode body = Json.parseObject(bundle.text());
            ((ArrayNode) body.get("steps")).addNull();
            assertRefused(rehashed(body));
            body.put("steps", "none");
            assertRefused(rehashed(body));
            ObjectNode other = Json.parseObject(bundle.text());
            other.put("session", 1);
            assertRefused(other);
        }

        @Test
        void with_another_content_than_its_hash_is_refused() throws MalformedJson {
            ObjectNode body = Json.parseObject(bundle.text());
            ((ObjectNode) body.get("dispenses").get(0)).put("netG", "10.001");
            assertNames("contentHash", body);
            assertNames("recordHash", rehashed(body));
        }

        @Test
        void by_one_altered_byte_is_refused_or_reads_the_same() {
            byte[] good = utf8(bundle.text());
            SplittableRandom random = new SplittableRandom(20_261_120);
            for (int i = 0; i < 5_000; i++) {
                byte[] bytes = good.clone();
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) (bytes[at] ^ (1 << random.nextInt(8)));
                assertRefusedOrSame(bytes);
            }
        }

        /// A flipped bit can only be harmless where JSON has two spellings for one value.
        private void assertRefusedOrSame(byte[] bytes) {
            try {
                assertEquals(bundle.text(), UploadBundle.parse(bytes).text());
            } catch (MalformedJson e) {
                assertTrue(!String.valueOf(e.getMessage()).isEmpty());
            }
        }

        private static void assertRefused(ObjectNode body) {
            assertThrows(MalformedJson.class, () -> UploadBundle.parse(utf8(body.toString())));
        }

        private static void assertNames(String member, ObjectNode body) {
            MalformedJson problem =
                    assertThrows(
                            MalformedJson.class, () -> UploadBundle.parse(utf8(body.toString())));
            assertTrue(problem.getMessage().contains(member), problem.getMessage());
        }
    }

    private static ObjectNode rehashed(ObjectNode body) {
        return body.put("contentHash", SessionHashes.contentHash(body));
    }
}
