package io.prepstation.model.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlatJsonTest {

    private static final String ALPHABET =
            "\u0000\u0001\b\t\n\u000b\f\r\u001f\"\\/ aZ0µ€\u007f\u0080\u2028\ufb33\ud83d\ude00";

    @Test
    void it_is_what_the_general_form_is() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            SortedMap<String, String> members = new TreeMap<>();
            ObjectNode general = Json.object();
            for (int member = random.nextInt(6); member > 0; member--) {
                String name = text(random);
                members.put(name, text(random));
                general.put(name, members.get(name));
            }
            assertEquals(CanonicalJson.general(general), FlatJson.of(members));
            assertEquals(CanonicalJson.hash(general), FlatJson.hash(members));
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int[] characters = ALPHABET.codePoints().toArray();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }
}
